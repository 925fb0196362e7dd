import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const model = (...members: string[]) => `
event Placed {
  key orderId: uuid
  total: decimal
  limit: decimal
  @min(1) @max(3) stars: int
  note?: int
  currency: string
  @pattern("^(EUR|USD)$") code: string
  due: datetime
  kind: Kind
}
event Done { key orderId: uuid }
enum Kind { Small, Large, Huge }
actor User { emits Placed receives Done* }
service S {
${members.join('\n')}
}
`;
const branches = (...guards: string[]) => `{ ${guards.map(guard => `when ${guard} -> Done`).join('  ')} }`;

const gap = (example: string, ...guards: string[]) =>
  model(
    `  a: on Placed ${branches(...guards)}`,
    `  //    ^^^^^^ guard-gap: No branch of \`S.a\` matches when ${example}, so nothing happens. Add a branch for this case, or \`else -> nothing\`.`,
  );

describe('guard-gap', () => {
  const gaps: readonly (readonly [string, readonly string[]])[] = [
    ['`kind` is `Huge`', ['kind == Small', 'kind == Large']],
    ['`total` is `100`', ['total > 100', 'total < 100']],
    ['`stars` is `2`', ['stars == 1', 'stars > 2']],
    ['`note` is missing', ['note > 1', 'note <= 1']],
    ['`currency` is another text', ['currency == "EUR"', 'currency == "USD"']],
    ['`due` is greater than `"2026-01-01"`', ['due < "2026-01-01"', 'due == "2026-01-01"']],
    ['`total` is `0` and `limit` is `0`', ['total > limit', 'total < limit']],
    ['`kind` is `Small` and `stars` is `3`', ['kind != Small', 'stars < 3']],
  ];
  test.each(gaps)('%s', async (example, guards) => {
    await expectFindings(gap(example, ...guards));
  });

  const covered: readonly (readonly string[])[] = [
    ['kind == Small', 'kind in [Large, Huge]'],
    ['total > 100', 'total <= 100'],
    ['stars == 1', 'stars == 2', 'stars == 3'],
    ['total > limit', 'limit >= total'],
    ['total > limit', 'total < limit', 'total == limit'],
    ['due < "2026-01-01"', '"2026-01-01" <= due'],
    // What the pattern lets pass is not looked into.
    ['code == "EUR"', 'code == "USD"'],
    // No values of these three make all of them false.
    ['total > limit', 'limit > stars', 'total <= stars'],
  ];
  test.each(covered)('none: %s, …', async (...guards) => {
    await expectFindings(model(`  a: on Placed ${branches(...guards)}`));
  });

  test('with `else`, or where the guard of the reaction leaves nothing', () =>
    expectFindings(
      model(
        '  a: on Placed { when kind == Small -> Done  else -> nothing }',
        `  b: on Placed when kind != Huge ${branches('kind == Small', 'kind == Large')}`,
      ),
    ));

  test('over the values that a state comes to have; the state is shown', async () => {
    const states = '  state phase: open | shut | lost';
    await expectFindings(
      model(states, `  a: on Placed ${branches('phase == open', 'phase == shut')}`, '  b: on Done -> set phase = shut'),
    );
    const diagnostics = await expectFindings(
      model(
        states,
        `  a: on Placed ${branches('phase == open', 'phase == shut')}`,
        '  //    ^^^^^^ guard-gap: when `phase` is `lost`',
        '  b: on Done -> set phase = shut | set phase = lost',
      ),
    );
    expect(diagnostics[0]?.related.map(({ message }) => message)).toEqual([expect.stringContaining('`phase`')]);
  });

  test('on one of several triggers', () =>
    expectFindings(
      model(
        `  a: on Rated or Placed ${branches('stars == 1', 'stars == 2', 'stars == 3')}`,
        '  //    ^^^^^^^^^^^^^^^ guard-gap: No branch of `S.a` matches on `Rated` when `stars` is `4`',
      ).replace(
        'actor User { emits',
        'event Rated { key orderId: uuid  @min(1) @max(4) stars: int }\nactor User { emits Rated,',
      ),
    ));

  test('allowed', () =>
    expectFindings(
      model('  @allow("guard-gap", "the rest is not for us")', `  a: on Placed ${branches('kind == Small')}`),
    ));

  test('fix: say that nothing happens', async () => {
    const lines = (last: string) =>
      model('  a: on Placed {', '    when kind == Small -> Done', ...(last === '' ? [] : [`    ${last}`]), '  }');
    await expectFix(lines(''), 'guard-gap', 'Add `else -> nothing`', lines('else -> nothing'));
    const line = (last: string) => model(`  a: on Placed { when kind == Small -> Done${last} }`);
    await expectFix(line(''), 'guard-gap', 'Add `else -> nothing`', line('  else -> nothing'));
  });
});
