/** Splitting a service, and moving a reaction to another one. */
import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { TestEditor } from '../support/editor.ts';
import { chosen, expectRefactored, offered, refactored } from '../support/refactoring.ts';

const events = `choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid }
event Cancelled { key orderId: uuid }
event Refunded { key orderId: uuid }
event Reminder { key orderId: uuid }
`;

const payments = `choreography Shop

/** Takes money. */
@owner("money")
service Payments {
  charge: on Placed -> Paid

  // Whether there is money to give back.
  state taken: boolean
  remember: on Paid -> set taken = true

  /** Gives it back. */
  refund: on Cancelled when taken
    -> Refunded // once
}

service Orders {
  cancel: on Reminder -> Cancelled
}
`;

const story = `choreography Shop

property "p" {
  at rest Payments.taken == true if Paid
}

scenario "s" {
  choose Payments.refund -> Refunded
  choose Payments.charge -> Paid
  expect at rest Payments.taken == true
}
`;

const files = (shop: string) => ({ 'events.choreo': events, 'shop.choreo': shop, 'story.choreo': story });

const selecting = (text: string, from: string, to: string): string => {
  const [start, end] = [text.indexOf(from), text.indexOf(to) + to.length];
  return `${text.slice(0, start)}<|>${text.slice(start, end)}<|>${text.slice(end)}`;
};

describe('a service is split', () => {
  test('with the states that only those reactions use, their comments, and what names them', async () => {
    const marked = selecting(payments, 'remember:', '-> Refunded');
    expect(await refactored(files(marked), 'Split `Payments`: move 2 members to a new service')).toEqual({
      'shop.choreo': `choreography Shop

/** Takes money. */
@owner("money")
service Payments {
  charge: on Placed -> Paid
}

@owner("money")
service PaymentsRemember {
  // Whether there is money to give back.
  state taken: boolean
  remember: on Paid -> set taken = true

  /** Gives it back. */
  refund: on Cancelled when taken
    -> Refunded // once
}

service Orders {
  cancel: on Reminder -> Cancelled
}
`,
      'story.choreo': story
        .replace('Payments.taken', 'PaymentsRemember.taken')
        .replace('Payments.refund', 'PaymentsRemember.refund')
        .replace('rest Payments.taken', 'rest PaymentsRemember.taken'),
    });
  });

  test('in a preview with a group for each step', async () => {
    const [{ edit, command }] = await chosen(files(payments.replace('charge', 'ch<|>arge')), /^Split/);
    expect(Object.values(edit?.changeAnnotations ?? {})).toEqual([
      { label: 'Add the service PaymentsCharge', description: 'with what leaves' },
      { label: 'Take it out of Payments' },
      { label: 'Name PaymentsCharge in properties and scenarios' },
      {
        label: 'Each service takes its own deliveries',
        description: 'Payments and PaymentsCharge get a delivery each of what both react to, in any order',
        needsConfirmation: true,
      },
    ]);
    expect(command).toBeUndefined();
  });

  test('not if both parts use a state, or one cancels a timer of the other', async () => {
    expect(await offered(files(payments.replace('remember', 're<|>member')))).toContain(
      'Split `Payments`: move `remember` to a new service: The state `taken` belongs to one service, and both `remember` and `refund` use it.',
    );
    const timers = 'service S {\n  on Pl<|>aced -> Reminder after 1h\n  on Paid -> cancel Reminder\n}';
    expect(await offered({ 'events.choreo': events, 'a.choreo': `choreography Shop\n${timers}` })).toContain(
      'Split `S`: move `onPlaced` to a new service: The timer of `Reminder` is started in one part and cancelled in the other, and a service cancels only its own timers.',
    );
  });

  test('not if another reaction decides whether a message waits', async () => {
    const text = `choreography Shop
service S {
  state open: boolean
  <|>x: on Placed
  y: on Placed when open else retry -> set open = false
}`;
    expect(await offered({ 'events.choreo': events, 'a.choreo': text })).toContain(
      "Split `S`: move `x` to a new service: `x` and `y` both take `Placed`, and `else retry` waits only if none of a service's reactions takes it.",
    );
  });

  test('and keeps its state by the same key', async () => {
    const keyed = `event A { key orderId: uuid }
event B { key orderId: uuid  key itemId: uuid }
event C { key orderId: uuid  key itemId: uuid }
service S {
  on A
  <|>state seen: boolean
  count: on B when not seen -> C & set seen = true<|>
}
`;
    await expectRefactored(
      keyed,
      'Split `S`: move 2 members to a new service',
      `event A { key orderId: uuid }
event B { key orderId: uuid  key itemId: uuid }
event C { key orderId: uuid  key itemId: uuid }
service S {
  on A
}

service SCount by orderId {
  state seen: boolean
  count: on B when not seen -> C & set seen = true
}
`,
    );
  });

  test('an external service gives away what it takes and emits', async () => {
    await expectRefactored(
      'event A\nevent B\nexternal service Bank {\n  emits A\n  <|>receives B\n  on B -> A<|>\n  every 1h -> A\n}\n',
      /^Split/,
      'event A\nevent B\nexternal service Bank {\n  emits A\n  every 1h -> A\n}\n\nexternal service BankPart {\n  receives B\n  on B -> A\n}\n',
    );
  });
});

describe('a reaction is moved', () => {
  test('with its states, comments, and what names them', async () => {
    expect(await refactored(files(payments.replace('cancel:', 'c<|>ancel:')), 'Move `cancel` to `Payments`')).toEqual({
      'shop.choreo': payments
        .replace('\nservice Orders {\n  cancel: on Reminder -> Cancelled\n}\n', '')
        .replace('// once\n', '// once\n\n  cancel: on Reminder -> Cancelled\n'),
    });
    expect(await refactored(files(payments.replace('charge:', 'c<|>harge:')), 'Move `charge` to `Orders`')).toEqual({
      'shop.choreo': payments
        .replace('  charge: on Placed -> Paid\n\n', '')
        .replace('-> Cancelled\n', '-> Cancelled\n  charge: on Placed -> Paid\n'),
      'story.choreo': story.replace('Payments.charge', 'Orders.charge'),
    });
  });

  test('into another file, and into a service on one line', async () => {
    const target = 'choreography Shop\nservice T { on Paid }\n';
    expect(
      await refactored(
        { ...files(payments.replace('charge:', 'c<|>harge:')), 't.choreo': target },
        'Move `charge` to `T`',
      ),
    ).toMatchObject({ 't.choreo': 'choreography Shop\nservice T { on Paid\n  charge: on Placed -> Paid\n}\n' });
  });

  test('not if its service needs what it uses, or the other one has its name', async () => {
    expect(await offered(files(payments.replace('refund:', 'r<|>efund:')))).toContain(
      'Move `refund` to another service: The state `taken` belongs to one service, and both `refund` and `remember` use it.',
    );
    const same = payments.replace('cancel:', 'charge:').replace('charge: on Placed', '<|>charge: on Placed');
    expect(await offered(files(same))).toContain(
      'Move `charge` to `Orders`: `Orders` already has `charge`. Rename one of the two first.',
    );
  });

  test('keeps being idempotent', async () => {
    await expectRefactored(
      'event A\nevent B\nidempotent service S {\n  <|>on A\n    when 1 > 0\n  on B\n}\nservice T {\n}\n',
      'Move `onA` to `T`',
      'event A\nevent B\nidempotent service S {\n  on B\n}\nservice T {\n  on A\n    when 1 > 0 idempotent\n}\n',
    );
  });

  test('not if a service would not hear any more which keys belong together', async () => {
    const text = `event OrderPlaced { key orderId: uuid }
event PaymentRequested { key orderId: uuid  key intentId: uuid }
event MoneyReceived { key intentId: uuid }
event OrderPaid { key orderId: uuid }
service Orders by orderId {
  state paid: boolean
  <|>place: on OrderPlaced -> PaymentRequested
  pay: on MoneyReceived when not paid -> OrderPaid & set paid = true
}
service Sales {
}
`;
    await expect(refactored({ 'a.choreo': text }, 'Move `place` to `Sales`')).rejects.toThrow(
      '`Orders` learns from `PaymentRequested` which keys belong together, and would learn it at another time.',
    );
  });

  test('to one of many, behind one more line', async () => {
    const services = Array.from({ length: 9 }, (_, index) => `service T${index} {\n}\n`).join('');
    const text = `event A\nevent B\nservice S {\n  <|>on A\n  on B\n}\n${services}`;
    const editor = await TestEditor.open({ 'a.choreo': text }, { refactoring: { choose: 'choose.one' } });
    const actions = await editor.refactorings('a.choreo', ['refactor.move']);
    expect(actions.map(({ title }) => title)).toEqual([
      ...[0, 1, 2, 3, 4, 5].map(index => `Move \`onA\` to \`T${index}\``),
      'Move `onA` to another service…',
    ]);
    const { command, arguments: given } = actions.at(-1)?.command ?? {};
    const choices = given?.[1] as readonly CodeAction[];
    expect([command, given?.[0], choices.map(({ title }) => title)]).toEqual([
      'choose.one',
      'Move `onA` to another service…',
      [6, 7, 8].map(index => `Move \`onA\` to \`T${index}\``),
    ]);
    const [first] = choices;
    expect(first && editor.applied((await editor.resolved(first)).edit)['a.choreo']).toContain(
      'service T6 {\n  on A\n}',
    );
    // An editor that cannot do that has a line for each.
    expect(await offered({ 'a.choreo': text }, 'refactor.move')).toHaveLength(9);
  });
});
