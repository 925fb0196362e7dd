import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const about = { about: 'order-sensitive' };

/** The refund is lost where the cancellation comes before the payment is remembered. */
const refund = (service: string) => `
event Placed { key id: uuid }
event Taken { key id: uuid }
event Failed { key id: uuid }
event Rejected { key id: uuid }
event Cancelled { key id: uuid }
event Refunded { key id: uuid }
actor Customer { emits Placed receives Cancelled, Refunded* }
service Payments { on Placed -> Taken | Failed }
service Warehouse { on Placed -> nothing | Rejected }
service Orders { on Failed or Rejected -> Cancelled }
service Refunds {
  state taken: boolean
${service}
}
`;

describe('order-sensitive: dropped', () => {
  test('what comes before the state that it needs', async () => {
    const [finding] = await expectFindings(
      refund(`  remember: on Taken -> set taken = true
  refund: on Cancelled when taken -> Refunded
  //         ^^^^^^^^^ order-sensitive: \`Refunds.refund\` does nothing if \`Cancelled\` arrives before \`Taken\`: \`Refunds.remember\` sets \`taken\` only on \`Taken\`, and no channel keeps the two in order`),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`Refunds.remember` sets `taken` here.',
      'It waits for `Taken` here.',
    ]);
  });

  const clean: readonly (readonly [string, string])[] = [
    [
      'the other order is dealt with in a branch',
      `  remember: on Taken -> set taken = true
  refund: on Cancelled { when taken -> Refunded  else -> nothing }`,
    ],
    [
      'what comes early waits',
      `  remember: on Taken -> set taken = true
  refund: on Cancelled when taken else retry -> Refunded`,
    ],
    [
      'it waits among the branches',
      `  remember: on Taken -> set taken = true
  refund: on Cancelled { when taken -> Refunded  else retry 5 times then nothing }`,
    ],
    [
      'in another reaction',
      `  remember: on Taken -> set taken = true
  refund: on Cancelled when taken -> Refunded
  early: on Cancelled when not taken -> Refunded`,
    ],
    [
      'the guard holds at first',
      `  remember: on Taken -> set taken = true
  refund: on Cancelled when not taken -> Refunded`,
    ],
    [
      'the two exclude one another',
      `  remember: on Taken -> set taken = true
  refund: on Failed when taken -> Refunded`,
    ],
  ];
  test.each(clean)('not where %s', async (_why, service) => {
    await expectFindings(refund(service), about);
  });

  test('not where the reaction that sets the state causes the other', () =>
    expectFindings(
      `
event Placed { key id: uuid }
event Asked { key id: uuid }
event Answered { key id: uuid }
event Done { key id: uuid }
actor Customer { emits Placed receives Done }
service Orders {
  state asked: boolean
  ask: on Placed -> Asked & set asked = true
  hear: on Answered when asked -> Done
}
service Bank { on Asked -> Answered }
`,
      about,
    ));

  test('a channel helps only where what must come first is also published first', async () => {
    const service = `  remember: on Taken -> set taken = true
  refund: on Cancelled when taken -> Refunded`;
    await expectFindings(
      `${refund(`${service}
  //         ^^^^^^^^^ order-sensitive: \`Refunds.refund\` does nothing if \`Cancelled\` arrives before \`Taken\``)}
channel all { carries Taken, Cancelled  ordered by id }`,
      about,
    );
    await expectFindings(
      `${refund(service)
        .replace('on Failed or Rejected', 'on Taken')
        .replace('receives Cancelled', 'receives Failed, Rejected, Cancelled')}
channel all { carries Taken, Cancelled  ordered by id }`,
      about,
    );
  });

  test('fix: a channel for a message and one that it causes, whoever publishes them', async () => {
    const text = refund('  remember: on Taken -> set taken = true\n  refund: on Cancelled when taken -> Refunded')
      .replace('on Failed or Rejected', 'on Taken')
      .replace('receives Cancelled', 'receives Failed, Rejected, Cancelled');
    await expectFix(
      text,
      'order-sensitive',
      'Add a channel that keeps them in order',
      `${text.trimEnd()}

channel fromPayments {
  carries Taken, Cancelled
  ordered by id
}
`,
    );
  });

  const actor = (kind: string) => `
event Opened { key id: uuid }
${kind} Withdraw { key id: uuid }
event Paid { key id: uuid }
actor Customer { emits Opened, Withdraw? receives Paid }
service Bank {
  state open: boolean
  open: on Opened -> set open = true
  pay: on Withdraw when open -> Paid
}
`;

  test('a command from outside may be refused', () => expectFindings(actor('command'), about));

  test('fix: a channel that keeps the order, where one sends both and they share a key', async () => {
    const text = actor('event').replaceAll('Withdraw', 'Withdrawn');
    await expectFix(
      text,
      'order-sensitive',
      'Add a channel that keeps them in order',
      `${text.trimEnd()}

channel fromCustomer {
  carries Opened, Withdrawn
  ordered by id
}
`,
    );
    await expectFix(
      `${text}channel all { carries Opened, Withdrawn }\n`,
      'order-sensitive',
      'Order `all` by `id`',
      `${text}channel all { carries Opened, Withdrawn
  ordered by id
}
`,
    );
    expect(
      await fixTitles(
        refund('  remember: on Taken -> set taken = true\n  refund: on Cancelled when taken -> Refunded'),
        'order-sensitive',
      ),
    ).toEqual([
      'Let `Cancelled` wait with `else retry`',
      'Remember in a state that `Cancelled` came first',
      'Allow `order-sensitive` here',
    ]);
  });
});

describe('order-sensitive: let it wait', () => {
  const expectWaitFix = async (before: string, after: string) => {
    const text = refund(`  remember: on Taken -> set taken = true\n${before}`);
    await expectFix(text, 'order-sensitive', 'Let `Cancelled` wait with `else retry`', text.replace(before, after));
  };

  test('fix: behind the guard', () =>
    expectWaitFix(
      '  refund: on Cancelled when (taken) -> Refunded',
      '  refund: on Cancelled when (taken) else retry -> Refunded',
    ));

  test('fix: among the branches', () =>
    expectWaitFix(
      '  refund: on Cancelled { when taken -> Refunded }',
      '  refund: on Cancelled { when taken -> Refunded  else retry }',
    ));
});

describe('order-sensitive: the last one counts', () => {
  const lamp = (on: string) => `
event Pressed { key id: uuid }
event Lit { key id: uuid }
event Dark { key id: uuid }
actor User { emits Pressed }
service Lamp { on Pressed -> Lit & Dark }
service Display {
  state light: unknown | on | off
  ${on}
}
`;

  test('of two that set a state whatever it was', () =>
    expectFindings(
      lamp(`lit: on Lit -> set light = on
  dark: on Dark -> set light = off
  //       ^^^^ order-sensitive: \`Display.dark\` and \`Display.lit\` both set \`light\`, so its final value depends on whether \`Dark\` or \`Lit\` is delivered last`),
    ));

  test('of two of which one asks, but not for what the other has set', async () => {
    const late =
      'order-sensitive: `Display.dark` and `Display.lit` both set `light`, so its final value depends on whether `Dark` or `Lit` is delivered last';
    await expectFindings(
      lamp(`lit: on Lit when light != on -> set light = on
  dark: on Dark -> set light = off
  //       ^^^^ ${late}`),
    );
    await expectFindings(
      lamp(`lit: on Lit -> set light = on
  dark: on Dark {
  //       ^^^^ ${late}
    when light == unknown -> nothing
    else -> set light = off
  }`),
    );
    await expectFindings(
      lamp('lit: on Lit when light != on -> set light = on  dark: on Dark when light != off -> set light = off'),
      about,
    );
  });

  test('not where they set the same, one looks at the state, or a channel keeps them in order', async () => {
    await expectFindings(lamp('lit: on Lit -> set light = on  dark: on Dark -> set light = on'), about);
    await expectFindings(
      lamp('lit: on Lit when light == unknown -> set light = on  dark: on Dark -> set light = off'),
      about,
    );
    await expectFindings(
      `${lamp('lit: on Lit -> set light = on  dark: on Dark -> set light = off')}
channel lamp { carries Lit, Dark  ordered by id }`,
      about,
    );
  });

  test('not where one waits until the other has set it', async () => {
    await expectFindings(
      lamp('lit: on Lit -> set light = on  dark: on Dark when light == on else retry -> set light = off'),
      about,
    );
    const late =
      'order-sensitive: `Display.dark` and `Display.lit` both set `light`, so its final value depends on whether `Dark` or `Lit` is delivered last';
    await expectFindings(
      lamp(`lit: on Lit -> set light = on
  dark: on Dark when light == on else retry 5 times then nothing -> set light = off
  //       ^^^^ ${late}`),
    );
    await expectFindings(
      lamp(`lit: on Lit -> set light = on
  dark: on Dark when light != off else retry -> set light = off
  //       ^^^^ ${late}`),
    );
  });

  test('not where only one of them comes', () =>
    expectFindings(
      lamp('lit: on Lit -> set light = on  dark: on Dark -> set light = off').replace('Lit & Dark', 'Lit | Dark'),
      about,
    ));
});

describe('order-sensitive: timers', () => {
  const reminder = (service: string) => `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Overdue { key id: uuid }
actor Customer { emits Placed receives Overdue }
service Payments { on Placed -> Paid }
service Reminders {
  state paid: boolean
${service}
  on Overdue
}
`;

  test('started after they were cancelled', () =>
    expectFindings(
      reminder(`  start: on Placed -> Overdue after 30m
  stop: on Paid -> cancel Overdue & set paid = true
  //       ^^^^ order-sensitive: \`Reminders.stop\` cancels \`Overdue\`, but if \`Paid\` arrives before \`Placed\`, \`Reminders.start\` starts the timer afterwards, and it still fires`),
    ));

  test('not where a state keeps them from starting', () =>
    expectFindings(
      reminder(`  start: on Placed when not paid -> Overdue after 30m
  stop: on Paid -> cancel Overdue & set paid = true`),
      about,
    ));
});

describe('order-sensitive: remember the other order', () => {
  const title = 'Remember in a state that `Cancelled` came first';
  const expectRemembered = (before: string, after: string) =>
    expectFix(refund(before), 'order-sensitive', title, refund(after));

  test('what was dropped happens once the state is set', () =>
    expectRemembered(
      `  remember: on Taken -> set taken = true
  refund: on Cancelled when taken -> Refunded`,
      `  state cancelledEarly: boolean
  remember: on Taken {
    when cancelledEarly -> set taken = true & Refunded
    else -> set taken = true
  }
  refund: on Cancelled {
    when taken -> Refunded
    else -> set cancelledEarly = true
  }`,
    ));

  test('among branches, in place of `nothing`, with other clauses and alternatives', async () => {
    await expectRemembered(
      `  state closed: boolean
  remember: on Taken { when closed -> nothing  else -> set taken = true }
  close: on Failed -> set closed = true
  refund: on Cancelled idempotent when (taken and not closed)
    -> Refunded & set closed = true`,
      `  state closed: boolean
  state cancelledEarly: boolean
  remember: on Taken { when closed -> nothing  when cancelledEarly and not closed -> set taken = true & Refunded & set closed = true  else -> set taken = true }
  close: on Failed -> set closed = true
  refund: on Cancelled idempotent {
    when (taken and not closed) -> Refunded & set closed = true
    else -> set cancelledEarly = true
  }`,
    );
  });

  test('not where it needs what only the early message says', async () => {
    const titles = await fixTitles(
      refund('  remember: on Taken -> set taken = true\n  refund: on Cancelled when taken -> Refunded { ... }').replace(
        'event Cancelled { key id: uuid }',
        'event Cancelled { key id: uuid  reason: string }',
      ),
      'order-sensitive',
    );
    expect(titles).not.toContain(title);
  });

  test('the first of two writers wins', () =>
    expectFix(
      `
event Pressed { key id: uuid }
event Lit { key id: uuid }
event Dark { key id: uuid }
actor User { emits Pressed }
service Lamp { on Pressed -> Lit & Dark }
service Display {
  state light: unknown | on | off
  lit: on Lit -> set light = on
  dark: on Dark -> set light = off
}
`,
      'order-sensitive',
      'Let the first one win: ask `light` in both',
      `
event Pressed { key id: uuid }
event Lit { key id: uuid }
event Dark { key id: uuid }
actor User { emits Pressed }
service Lamp { on Pressed -> Lit & Dark }
service Display {
  state light: unknown | on | off
  lit: on Lit when light != off -> set light = on
  dark: on Dark when light != on -> set light = off
}
`,
    ));

  test('a timer is not started any more', () =>
    expectFix(
      `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Overdue { key id: uuid }
actor Customer { emits Placed receives Overdue }
service Payments { on Placed -> Paid }
service Reminders {
  start: on Placed -> Overdue after 30m
  stop: on Paid -> cancel Overdue
  on Overdue
}
`,
      'order-sensitive',
      'Remember in a state that `Paid` came first',
      `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Overdue { key id: uuid }
actor Customer { emits Placed receives Overdue }
service Payments { on Placed -> Paid }
service Reminders {
  state paidEarly: boolean

  start: on Placed {
    when paidEarly -> nothing
    else -> Overdue after 30m
  }
  stop: on Paid -> cancel Overdue & set paidEarly = true
  on Overdue
}
`,
    ));
});
