import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const about = 'join-without-timeout';

const model = (reaction: string, keys = 'key orderId: uuid') => `
event Paid { key orderId: uuid }
event Reserved { ${keys} }
event Shipped { key orderId: uuid }
actor User { emits Paid, Reserved receives Shipped* }
service Shipping {
${reaction}
}
`;

describe('join-without-timeout', () => {
  test('a join with no `within`, with other clauses or without', async () => {
    await expectFindings(
      model(`  on Paid and Reserved -> Shipped
  // ^^^^^^^^^^^^^^^^^ join-without-timeout: \`Shipping.onPaidAndReserved\` waits for \`Paid\` and \`Reserved\`, and waits forever if one of them never comes`),
    );
    await expectFindings(
      model(`  ship: on Paid and Reserved by orderId at most 3 times else nothing -> Shipped
  //       ^^^^^^^^^^^^^^^^^ join-without-timeout: \`Shipping.ship\``),
    );
  });

  test('not with `within`, nor of what is no join', () =>
    expectFindings(
      model('  on Paid and Reserved within 30m else nothing -> Shipped\n  either: on Paid or Reserved -> Shipped'),
      { about },
    ));

  test('not of a join without a key, which has that to be fixed first', () =>
    expectFindings(
      model(
        '  on Paid and Reserved -> Shipped\n  // ^^^^^^^^^^^^^^^^^ unkeyed-join: share no key',
        'key stockId: uuid',
      ),
      { about },
    ));

  test('allowed', () =>
    expectFindings(
      model('  @allow("join-without-timeout", "both come from one till")\n  on Paid and Reserved -> Shipped'),
      { about },
    ));

  test('fix: wait for a while', () =>
    expectFix(
      model('  on Paid and Reserved by orderId -> Shipped'),
      about,
      'Wait at most `30m`',
      model('  on Paid and Reserved by orderId within 30m else nothing -> Shipped'),
    ));
});
