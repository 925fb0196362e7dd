import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const model = (orders: string, ...lines: string[]) => `
event OrderPlaced { key orderId: uuid }
event MoneyReceived { key intentId: uuid }
event PaymentRequested { key orderId: uuid  key intentId: uuid }
event Settled { key orderId: uuid }
event CreateOrder
event Swept
actor User { emits OrderPlaced, MoneyReceived, CreateOrder?, Swept?, PaymentRequested? }
actor Desk { receives PaymentRequested*, Settled*,  OrderPlaced*, CreateOrder, Swept*, MoneyReceived }
${orders} {
  state paid: boolean
  state placed: boolean
  settle: on Settled -> set paid = true & set placed = false
${lines.join('\n')}
}
`;
const about = 'unkeyed-state';
const place = (then = '') =>
  `  place: on OrderPlaced { when paid -> Settled & set placed = true else -> set placed = true${then} }`;
const pay = '  pay: on MoneyReceived { when placed -> Settled & set paid = true else -> set paid = true }';

describe('unkeyed-state', () => {
  test('a message without the key, and with none that leads to it', async () => {
    const [finding] = await expectFindings(
      model(
        'service Orders by orderId',
        place(),
        pay,
        '  //      ^^^^^^^^^^^^^ unkeyed-state: `Orders` keeps its state by `orderId`, but `MoneyReceived` has no `orderId`, and no other key that leads there, so that `Orders.pay` finds no state. Give `MoneyReceived` the key, or let `Orders` first take or emit a message that has `orderId` and a key of `MoneyReceived`.',
      ),
      { about },
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`Orders` says so here.',
      '`MoneyReceived` is declared here.',
      '`orderId` is declared here.',
    ]);
  });

  test('... also where the service does not say its key: that of the first message counts', () =>
    expectFindings(
      model(
        'service Orders',
        place(),
        pay,
        '  //      ^^^^^^^^^^^^^ unkeyed-state: `Orders` keeps its state by `orderId`, but `MoneyReceived` has no `orderId`, and no other key that leads there, so that `Orders.pay` finds no state. Give `MoneyReceived` the key, or let `Orders` first take or emit a message that has `orderId` and a key of `MoneyReceived`. If another key is meant, say so: `service Orders by …`.',
      ),
      { about },
    ));

  test('a message that the service emits, takes or sends links the two keys', async () => {
    await expectFindings(model('service Orders by orderId', place(' & PaymentRequested'), pay), { about });
    await expectFindings(model('service Orders by orderId', place(), pay, '  seen: on PaymentRequested'), { about });
    await expectFindings(model('service Orders by orderId', place(), pay, '  emits PaymentRequested'), { about });
  });

  test('what the reaction itself emits comes too late for it', () =>
    expectFindings(
      model(
        'service Orders by orderId',
        place(),
        '  pay: on MoneyReceived when placed -> PaymentRequested & set paid = true',
        '  //      ^^^^^^^^^^^^^ unkeyed-state: `Orders` keeps its state by `orderId`',
      ),
      { about },
    ));

  test('a reaction that keeps nothing needs no instance', () =>
    expectFindings(model('service Orders by orderId', place(), '  on MoneyReceived -> Settled', '  on Swept'), {
      about,
    }));

  test('a reaction that emits the key begins an instance, where it asks for nothing and keeps nothing otherwise', async () => {
    const created = (guard = '', otherwise = '') =>
      `  create: on CreateOrder${guard} -> OrderPlaced & set placed = true${otherwise}`;
    await expectFindings(model('service Orders by orderId', place(), created()), { about });
    await expectFindings(model('service Orders by orderId', place(), created('', ' | nothing')), { about });
    await expectFindings(
      model(
        'service Orders by orderId',
        place(),
        created(' when not placed'),
        '  //         ^^^^^^^^^^^ unkeyed-state: `Orders` keeps its state by `orderId`, and `Orders.create` begins a new instance with the message that it emits: there is no state yet that it could ask. Ask it in a later reaction, or give `CreateOrder` the key.',
      ),
      { about },
    );
    await expectFindings(
      model(
        'service Orders by orderId',
        place(),
        created('', ' | set paid = true'),
        '  //                                                          ^^^^^^^^^^^^^^^ unkeyed-state: `Orders` keeps its state by `orderId`, and `Orders.create` begins an instance with the message that it emits, but this alternative emits none with the key: it has nothing to keep the state for.',
      ),
      { about },
    );
  });

  test('what happens after so many refusals keeps nothing where there may be no instance', async () => {
    const refusing = (then: string, ...lines: string[]) =>
      model(
        'service Orders by orderId',
        place(' & PaymentRequested'),
        `  pay: on MoneyReceived when placed else retry 3 times then ${then} -> Settled & set paid = true`,
        ...lines,
      );
    await expectFindings(refusing('Swept'), { about });
    await expectFindings(
      refusing(
        'Swept & set placed = true',
        '  //                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^ unkeyed-state: `Orders` keeps its state by `orderId`, and `Orders.pay` gives up on `MoneyReceived` where it finds no instance, so that there may be none to set or start anything for here. Only emit events here.',
      ),
      { about },
    );
  });

  test('a part of the key, and a field of it that may be missing', async () => {
    const parts = (fields: string, ...lines: string[]) => `
event Queued { key batchId: uuid  key jobId: uuid }
event Stopped { ${fields} }
event Done { key batchId: uuid }
actor User { emits Queued, Stopped receives Done* }
service Work by batchId, jobId {
  state open: boolean
  on Queued -> set open = true
  stop: on Stopped when open -> Done
${lines.join('\n')}
}
`;
    await expectFindings(
      parts(
        'key batchId: uuid',
        '  //       ^^^^^^^ unkeyed-state: `Work` keeps its state by `batchId` and `jobId`, but `Stopped` has no `jobId`, so that `Work.stop` could mean several instances. Give `Stopped` the whole key, or keep the state by a key that all messages have.',
      ),
      { about },
    );
    await expectFindings(
      parts(
        'key batchId: uuid  jobId?: uuid',
        '  //       ^^^^^^^ unkeyed-state: `Work` keeps its state by `batchId` and `jobId`, but `Stopped` may come without `jobId`, so that `Work.stop` would find no state then. Make the field required.',
      ),
      { about },
    );
    await expectFindings(parts('key batchId: uuid  key jobId: uuid'), { about });
  });

  test('a service whose messages have no key, in a model that has keys', async () => {
    const stock = (by: string, mark = '') =>
      model(
        'service Orders',
        place(),
        `}\nservice Stock${by} {\n  state left: 0..3 = 3\n  on Swept when left > 0 -> set left = 0${mark}`,
      );
    await expectFindings(
      stock(
        '',
        '\n  // ^^^^^ unkeyed-state: `Stock` keeps state, but none of its messages has a key, so that `Stock.onSwept` would mix up all cases. Give its messages a key, or write `service Stock by nothing` if one state for all cases is meant.',
      ),
      { about },
    );
    await expectFindings(stock(' by nothing'), { about });
    await expectFix(stock(''), 'unkeyed-state', 'Write `service Stock by nothing`', stock(' by nothing'));
  });

  test('nothing in a sketch, where no message has a key', () =>
    expectFindings(model('service Orders', place(), pay).replaceAll(/\{ key .*\}/g, ''), { about }));

  test('a schedule that sets, or whose timer is cancelled', async () => {
    const ticking = (schedule: string, by = '', ...lines: string[]) =>
      model(
        `service Orders${by}`,
        place(' & cancel Swept'),
        schedule,
        ...lines,
        '  swept: on Swept',
        '  remind: on Settled -> Swept after 1h',
      );
    await expectFindings(
      ticking(
        '  every 1h -> Swept & set paid = false',
        '',
        '  //                  ^^^^^^^^^^^^^^^^ unkeyed-state: `Orders.every1h` has no key, but `Orders` keeps its state by `orderId`, so that there is no instance whose state it could change.',
      ),
      { about },
    );
    await expectFindings(
      ticking(
        '  every 1h -> Swept after 10m',
        '',
        '  //          ^^^^^^^^^^^^^^^ unkeyed-state: `Orders.every1h` has no key',
      ),
      { about },
    );
    await expectFindings(ticking('  every 1h -> Swept'), { about });
    await expectFindings(ticking('  every 1h -> Swept & set paid = false', ' by nothing'), { about });
  });

  test('a join by another key', async () => {
    const joining = (bodies: string, ...lines: string[]) => `
event Opened { key orderId: uuid  key customerId: uuid }
event Approved { ${bodies} }
event Block { key orderId: uuid }
event Shipped { key customerId: uuid }
actor User { emits Opened, Approved, Block receives Shipped }
service Shipping by orderId {
  state blocked: boolean
  block: on Block -> set blocked = true
  ship: on Opened and Approved by customerId within 1h else nothing when not blocked -> Shipped
${lines.join('\n')}
}
`;
    await expectFindings(joining('key customerId: uuid'), { about });
    await expectFindings(
      joining(
        'key orderId: uuid  key customerId: uuid',
        '  //       ^^^^^^ unkeyed-state: `Shipping.ship` joins by `customerId`, but `Shipping` keeps its state by `orderId`, so that its messages can belong to different instances. Join by `orderId`, or ask and set no state here.',
      ),
      { about },
    );
  });

  test('a name in `by` that no message has', () =>
    expectFindings(`
event OrderPlaced { key orderId: uuid }
actor User { emits OrderPlaced }
service Orders by ordrId {
//                ^^^^^^ unknown-field: No message that \`Orders\` takes or emits has a field \`ordrId\` to keep its state by. Did you mean \`orderId\`?
  on OrderPlaced
}
`));

  test('fixes: give the message the key, or keep the state by another', async () => {
    const by = (key: string, fields: string) => `
event Placed { key orderId: uuid  key cartId: uuid }
event Filled { ${fields} }
event Done { key cartId: uuid }
actor User { emits Placed, Filled receives Done }
service Orders by ${key} {
  state full: boolean
  on Filled -> set full = true
  on Placed when full -> Done
}
`;
    await expectFix(
      by('orderId', 'key cartId: uuid').replace('key cartId: uuid }\nevent Filled', '}\nevent Filled'),
      'unkeyed-state',
      'Give `Filled` the key `orderId: uuid`',
      by('orderId', 'key orderId: uuid key cartId: uuid').replace(
        'key cartId: uuid }\nevent Filled',
        '}\nevent Filled',
      ),
    );
  });
});
