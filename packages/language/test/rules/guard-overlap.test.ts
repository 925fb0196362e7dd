import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const model = (...members: string[]) => `
event Returned { key orderId: uuid  total: decimal  gift: boolean }
event Damaged { key orderId: uuid  total: decimal }
event Sent { key orderId: uuid }
event Refunded { key orderId: uuid }
actor User { emits Returned, Damaged receives Sent*, Refunded* }
service Log { on Damaged }
service S {
${members.join('\n')}
}
`;
const first = '  on Returned when total <= 50 -> Sent';

describe('guard-overlap', () => {
  test('both fire on some values', async () => {
    const diagnostics = await expectFindings(
      model(
        first,
        '  on Returned or Damaged when total >= 50 -> Refunded',
        '  //                          ^^^^^^^^^^^ guard-overlap: `S.onReturned` and `S.onReturnedOrDamaged` both fire on `Returned` when `total` is `50`',
      ),
    );
    expect(diagnostics[0]?.related.map(({ message }) => message)).toEqual([
      'This guard holds too.',
      expect.stringContaining('`total`'),
    ]);
  });

  test('beside the name that two of one trigger share', () =>
    expectFindings(
      model(
        first,
        '  on Returned when gift -> Refunded',
        '//^^ duplicate-name: `onReturned`',
        '  //               ^^^^ guard-overlap: Two reactions `S.onReturned` both fire on `Returned` when `total` is `50` and `gift` is `true`',
      ),
    ));

  test('told once, though they share two messages', () =>
    expectFindings(
      model(
        '  on Returned or Damaged when total > 5 -> Sent',
        '  on Damaged or Returned when total > 6 -> Refunded',
        '  //                          ^^^^^^^^^ guard-overlap: `S.onReturnedOrDamaged` and `S.onDamagedOrReturned` both fire on `Returned` when `total` is `7`',
      ),
    ));

  test('not where the guards exclude one another, one has a label or no guard, they share no message, or one is a join', () =>
    expectFindings(
      model(
        first,
        '  on Returned or Damaged when total > 50 -> Refunded',
        '  label: on Returned when total > 1 -> Sent',
        '  on Damaged or Sent -> nothing',
        '  on Sent and Returned when gift within 5m else nothing -> Refunded',
      ),
    ));

  test('not where no values are found on which both hold', () =>
    expectFindings(
      model(
        '  state phase: open | shut',
        '  shut: on Sent -> set phase = shut',
        '  on Returned when phase == open -> Sent',
        '  on Returned or Damaged when phase == shut and total > 3 -> Refunded',
      ),
    ));

  test('allowed on either of them', async () => {
    const [one, other] = [first, '  on Returned or Damaged when total >= 50 -> Refunded'];
    const allow = '  @allow("guard-overlap", "both, in that case")';
    await expectFindings(model(allow, one, other));
    await expectFindings(model(one, allow, other));
  });

  test('fix: exclude the other', async () => {
    const wide = '  on Returned or Damaged when total >= 50 -> Refunded';
    const title = 'Fire only if `S.onReturnedOrDamaged` does not';
    await expectFix(
      model(wide, '  on Returned when total <= 50 or gift -> Sent'),
      'guard-overlap',
      title,
      model(wide, '  on Returned when (total <= 50 or gift) and not (total >= 50) -> Sent'),
    );
    // `gift` means nothing where `Damaged` is the trigger.
    expect(await fixTitles(model('  on Returned when gift -> Sent', wide), 'guard-overlap')).toEqual([
      'Label it `onReturnedOrDamaged`: both may fire',
      'Allow `guard-overlap` here',
    ]);
  });

  test('fix: label it', () => {
    const before = '  on Returned or Damaged when total >= 50 -> Refunded';
    return expectFix(
      model(first, before),
      'guard-overlap',
      'Label it `onReturnedOrDamaged`: both may fire',
      model(first, before.replace('on', 'onReturnedOrDamaged: on')),
    );
  });
});
