/** Guards on values that states never come to. */
import { describe, expect, test } from 'vitest';
import { expectFindings } from './rule-tester.ts';

const model = (...members: string[]) => `
event Placed { key orderId: uuid  stars: int  gift: boolean }
event Paid { key orderId: uuid }
event Done { key orderId: uuid }
service Books { on Paid }
actor User { emits Placed, Paid receives Done* }
service S {
${members.join('\n')}
}
`;

describe('guard-never', () => {
  test('a value of a state that nothing sets', async () => {
    const diagnostics = await expectFindings(
      model(
        '  state phase: open | shut | lost',
        '  state tries: 0..9',
        '  a: on Placed when phase == open -> set phase = shut',
        '  b: on Paid when phase == lost and tries > 0 -> Done',
        '  //              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-never: The guard of `S.b` is never true: nothing sets `phase` to `lost` and `tries` to `1`. Set it in a reaction',
      ),
    );
    expect(diagnostics[0]?.related.map(({ message }) => message)).toEqual([
      expect.stringContaining('`phase`'),
      expect.stringContaining('`tries`'),
    ]);
    await expectFindings(
      model(
        '  state phase: open | shut | lost',
        '  state tries: 0..9',
        '  a: on Placed when phase != lost within 3m else nothing -> set phase = lost & set tries = tries + 1',
        '  b: on Paid when phase == lost and tries > 0 -> Done',
      ).replace(' within 3m else nothing', ''),
    );
  });

  test('a value that the state begins with', async () => {
    const begin = (...states: string[]) =>
      model(
        ...states,
        '  a: on Placed when phase == lost and tries == 4 -> set phase = shut & set tries = 9',
        '  b: on Paid when phase != shut and tries < 5 -> Done',
      );
    await expectFindings(begin('  state phase: open | shut | lost = lost', '  state tries: 0..9 = 4'));
    await expectFindings(
      begin('  state phase: open | shut | lost = lost', '  state tries: 0..9 = 5')
        .replace(
          '  b:',
          '  //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ guard-never: The guard of `S.a` is never true: nothing sets `tries` to `4`.\n  b:',
        )
        .replace('tries < 5', 'tries > 1'),
    );
  });

  test('a value that no reaction comes to', async () => {
    const counting = (guard: string, ...more: string[]) => [
      '  state n: 0..9',
      '  state phase: open | shut',
      '  any: on Paid when phase == open -> Done',
      `  a: on Placed when ${guard} -> set n = n + 1`,
      ...more,
    ];
    const asked = (nothing = 'nothing') => [
      '  b: on Paid when n == 7 -> Done',
      `  //              ^^^^^^ guard-never: The guard of \`S.b\` is never true: ${nothing} sets \`n\` to \`7\`.`,
    ];
    await expectFindings(model(...counting('n < 2'), ...asked()));
    await expectFindings(model(...counting('gift and not (n >= 6)'), ...asked()));
    // It is less than two where it is set, and two where the other one sets it.
    await expectFindings(model(...counting('n < 2', '  c: on Paid when n == 2 -> set n = n * 3'), ...asked()));
    const stays = '  //              ^^^^^^ guard-never: nothing sets `n` to `4`';
    await expectFindings(
      model(...counting('n < 2', '  c: on Paid when n == 4 -> set n = 7', stays), ...asked('nothing that can happen')),
    );
    await expectFindings(
      model(
        ...counting('phase == open and n < 2', '  c: on Paid { when n > 5 -> set n = 7 else -> set phase = shut }'),
        '  b: on Placed when n == 7 -> Done',
        '  //                ^^^^^^ guard-never: nothing that can happen sets `n` to `7`',
      ).replace(
        'set phase = shut }',
        'set phase = shut }\n  //                ^^^^^ guard-never: nothing sets `n` to `6`',
      ),
    );
    const may = '  b: on Paid when n == 7 and phase == open -> Done';
    await expectFindings(model(...counting('n < 7'), may));
    await expectFindings(model(...counting('gift'), may));
    await expectFindings(model(...counting('n < 2', '  c: on Paid when n == 2 -> set n = n * 5 - 3'), may));
    await expectFindings(model(...counting('n < 2', '  c: on Placed when n > 1 -> set n = stars'), may));
    await expectFindings(model(...counting('n < 2 or phase == shut', '  c: on Paid -> set phase = shut'), may));
    // Numbers stop at their bounds.
    await expectFindings(model(...counting('n < 2', '  c: on Paid -> set n = n + 20'), may.replace('7', '9')));
  });

  test('a value that is set where it is there already', async () => {
    const [finding] = await expectFindings(
      model(
        '  state paid: boolean',
        '  a: on Placed when paid -> Done & set paid = true',
        '  //                ^^^^ guard-never: nothing that can happen sets `paid` to `true`. Set it in a reaction',
      ),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      expect.stringContaining('`paid`'),
      'It is set to `true` here, which never happens.',
    ]);
  });

  test('the state may change before a join gives up or fires', () =>
    expectFindings(
      model(
        '  state n: 0..9',
        '  a: on Placed and Paid when n < 2 and Placed.gift within 5m else set n = n + 1 -> Done',
        '  b: on Placed when n == 7 -> Done',
      ),
    ));
});
