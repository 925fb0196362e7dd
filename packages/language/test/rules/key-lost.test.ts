import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const model = (packed: string, labelled: string, desk: string) => `
event Placed { key orderId: uuid }
event Packed${packed}
event Labelled${labelled}
event Completed { key orderId: uuid }
event Closed { key orderId: uuid }
actor User { emits Placed, Completed?, Closed? receives Completed*, Closed* }
service Warehouse {
  pack: on Placed -> Packed
  label: on Packed -> Labelled
}
service Desk {
${desk}
}
`;
const parcel = ' { key parcelId: uuid }';
const order = ' { key orderId: uuid }';
const both = ' { key orderId: uuid key parcelId: uuid }';

const stateful = (mark = '') => `  state open: boolean
  begin: on Placed -> set open = true
  finish: on Labelled when open -> Completed${mark}`;

describe('key-lost', () => {
  test('a state that the message does not find, with the way', async () => {
    const diagnostics = await expectFindings(
      model(
        parcel,
        parcel,
        stateful(
          '\n  //         ^^^^^^^^ key-lost: `Desk.finish` finds its state `open` by `orderId`, as `Desk.begin` does, but `Labelled` does not carry that key, although `Placed`, which led to it, does. Give `Packed` and `Labelled` the key `orderId`.',
        ),
      ),
    );
    expect(diagnostics[0]?.related.map(({ message }) => message)).toEqual([
      expect.stringContaining('`orderId`'),
      '`Warehouse.pack` turns `Placed` into `Packed`, which has no `orderId`.',
      '`Warehouse.label` turns `Packed` into `Labelled`, which has no `orderId`.',
    ]);
  });

  test('a timer that the message does not find', () =>
    expectFindings(
      model(
        order,
        '',
        `  begin: on Placed -> Closed after 10m
  finish: on Labelled -> cancel Closed
  //         ^^^^^^^^ key-lost: \`Desk.finish\` finds the timer of \`Closed\` by \`orderId\`, as \`Desk.begin\` does, but \`Labelled\` does not carry that key, although \`Packed\`, which led to it, does`,
      ),
    ));

  test('a key that a later join needs, behind a message without any', async () => {
    const desk = (mark: string) => `  note: on Labelled -> Completed${mark}
  end: on Placed and Completed within 5m else Closed -> Closed`;
    await expectFindings(
      model(
        order,
        '',
        desk(
          '\n  //       ^^^^^^^^ key-lost: `Desk.note` emits `Completed` with `orderId`, which `Desk.end` uses to tell cases apart, but `Labelled` does not carry that key, although `Packed`, which led to it, does.',
        ),
      ),
    );
    // By a key of its own it may be looked up, and a field is as good as a key here.
    await expectFindings(model(order, parcel, desk('')));
    await expectFindings(model(order, ' { orderId: uuid }', desk('')));
  });

  test('one finding for a message, whoever needs its key', async () => {
    const diagnostics = await expectFindings(
      model(
        order,
        parcel,
        `${stateful('\n  //         ^^^^^^^^ key-lost: `Desk.finish`')}\n  again: on Labelled when not open -> Closed`,
      ),
    );
    expect(diagnostics[0]?.related.at(-1)?.message).toBe('`Desk.again` needs it too.');
  });

  test('not where it is carried, where no state is kept by it, or where none had it', async () => {
    await expectFindings(model(both, both, stateful()));
    await expectFindings(model(parcel, parcel, '  finish: on Labelled -> Completed\n  begin: on Placed -> Closed'));
    await expectFindings(
      `
event Asked { key orderId: uuid }
event Ticked
event Told { key orderId: uuid }
actor User { emits Asked, Ticked receives Told* }
service Desk {
  state open: boolean
  begin: on Asked -> set open = true
  tick: on Ticked when open -> Told
}
`,
    );
  });

  test('nothing in a model without keys', () => expectFindings(model('', '', stateful()).replaceAll(order, '')));

  test('allowed at the reaction and at the message', async () => {
    const allow = '@allow("key-lost", "looked up by the parcel")';
    const desk = stateful();
    await expectFindings(model(parcel, parcel, desk.replace('finish:', `${allow} finish:`)));
    await expectFindings(model(parcel, parcel, desk).replace('event Labelled', `${allow} event Labelled`));
  });

  test('fix: give the messages on the way the key', () =>
    expectFix(
      model(parcel, '', stateful()),
      'key-lost',
      'Give `Packed` and `Labelled` the key `orderId: uuid`',
      model(' { key orderId: uuid key parcelId: uuid }', ' { key orderId: uuid }', stateful()),
    ));
});
