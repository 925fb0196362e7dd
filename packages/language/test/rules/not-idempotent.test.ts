import { describe, expect, test } from 'vitest';
import { checkTexts } from '@choreo/language';
import { expectFindings, expectFix } from './rule-tester.ts';

const on = { settingsOf: () => ({ 'not-idempotent': 'warning' }) as const, about: 'not-idempotent' };

const charge = `
event Placed { key id: uuid }
event Paid { key id: uuid }
actor Customer { emits Placed receives Paid }
service Payments {
  charge: on Placed -> Paid
  //         ^^^^^^ not-idempotent warning: \`Placed\` may be delivered twice, and \`Payments.charge\` would then emit \`Paid\` again.
}
channel orders { carries Placed  delivery at-least-once }
`;

describe('not-idempotent', () => {
  test('emissions, counters and timers', async () => {
    const [finding] = await expectFindings(charge, on);
    expect(finding?.related.map(({ message }) => message)).toEqual(['`orders` delivers at least once.']);
    await expectFindings(
      `
event Placed { key id: uuid }
event Due { key id: uuid }
actor Customer { emits Placed }
service Payments {
  state tries: 0..3
  count: on Placed -> set tries = tries + 1
  //        ^^^^^^ not-idempotent warning: would then set \`tries\` again
  wait: on Placed -> Due after 1h
  //       ^^^^^^ not-idempotent warning: would then emit \`Due\` again
  on Due
}
`,
      on,
    );
  });

  test('not where the guard or a branch keeps it from doing more', () =>
    expectFindings(
      `
event Placed { key id: uuid }
event Cancelled { key id: uuid }
event Paid { key id: uuid }
event Refunded { key id: uuid }
actor Customer { emits Placed, Cancelled? receives Paid, Refunded }
service Payments {
  state payment: open | taken | closed
  state noted: boolean
  charge: on Placed when payment == open -> Paid & set payment = taken
  refund: on Cancelled {
    when payment == taken -> Refunded & set payment = closed
    else -> set payment = closed
  }
  note: on Placed -> set noted = true
  sink: on Paid
  told: on Refunded idempotent -> Paid
}
`,
      on,
    ));

  test('a guard that still holds afterwards keeps nothing', () =>
    expectFindings(
      `
event Placed { key id: uuid }
event Paid { key id: uuid }
actor Customer { emits Placed receives Paid* }
service Payments {
  state payment: open | taken | closed
  charge: on Placed when payment != closed -> Paid & set payment = taken
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not-idempotent warning: emit \`Paid\` and set \`payment\` again
}
`,
      on,
    ));

  test('not where nothing is delivered twice', async () => {
    await expectFindings(charge.replace(/ +\/\/ .*\n/, '').replace('at-least-once', 'exactly-once'), on);
    await expectFindings(charge.replace(/ +\/\/ .*\n/, '').replace('at-least-once', 'at-most-once'), on);
  });

  test('off unless it is asked for; an `@allow` for it is no idle one all the same', async () => {
    const texts = [charge, charge.replace('  charge:', '  @allow("not-idempotent", "x")\n  charge:')];
    for (const text of texts) {
      const checked = await checkTexts([{ uri: 'file:///a.choreo', text }]);
      expect(checked.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    }
    const idle = charge.replace('charge: on Placed', '@allow("not-idempotent", "x") charge: on Placed idempotent');
    const checked = await checkTexts([{ uri: 'file:///a.choreo', text: idle }]);
    expect(checked.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual(['allow-unused']);
  });

  test('fix: `idempotent`', () =>
    expectFix(
      charge,
      'not-idempotent',
      'Mark `Payments.charge` `idempotent`',
      charge.replace(/ +\/\/ .*\n/, '').replace('on Placed ->', 'on Placed idempotent ->'),
      on,
    ));
});
