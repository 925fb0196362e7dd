import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const model = (...members: string[]) => `
event Placed {
  key orderId: uuid
  total: decimal
  limit: decimal
  @min(1) @max(5) stars: int
  @min(0) count: int
  note?: int
  rate: float
  code: string
  due: datetime
  kind: Kind
  gift: boolean
}
event Paid { key orderId: uuid  amount: decimal }
event Done { key orderId: uuid }
service Books { on Paid }
enum Kind { Small, Large, Huge }
actor User { emits Placed, Paid receives Done* }
service S {
${members.join('\n')}
}
`;

const never = (guard: string) =>
  model(
    `  a: on Placed when ${guard} -> Done`,
    `  //                ${'^'.repeat(guard.length)} guard-never: The guard of \`S.a\` is never true: no values satisfy it.`,
  );
const sometimes = (guard: string) => model(`  a: on Placed when ${guard} -> Done`);

describe('guard-never', () => {
  test.each([
    'total > 100 and total < 50',
    '100 < total and not (total > 99.5)',
    'total > 1 and total < 1.0',
    'total == 0.1 + 0.2 and total != 0.3',
    'total - 0.1 == 0.2 and not (total - 0.1 == 0.20)',
    'total > 12345678901234567890.11 and total < 12345678901234567890.11',
    '0.1 + 0.2 > 0.3',
    'stars > 5',
    'stars * 2 == 7',
    'count < 0',
    'count > 3 and count < 4',
    'kind == Small and kind == Large',
    'not kind in [Small, Large, Huge]',
    'gift and not gift',
    'total > limit and not (limit < total)',
    'total > limit and total < limit',
    'total * 2 > limit and total * 2 == limit',
    'due < "2026-01-01" and due >= "2026-01-01"',
    'note > 3 and not (note > 2)',
    '(total > 1) == gift and (total > 1) != gift',
    'total < total',
    'total != total + 0',
    'total < total - 0 + 0.0',
    'not (total == 1 * total)',
    'total + limit - total < limit',
    'limit + total > total + limit',
    'due != due',
    'note != note',
    'not (note == note)',
    'note < note',
    'count > count + 1',
    'count + 1 == count',
    'count - 1 > count',
    'count + stars < stars + count',
    'rate < rate',
    'not (rate == rate)',
    'rate + 1 < rate',
    'rate * 2 > 6 and rate < 3',
    'rate / 4 > 1 and not (rate > 3)',
    'count + 1 > 5 and count < 3',
    'count + 1 > 5 and count <= 4',
    'total + 1 > 5 and total < 3',
    'total + 1 > 5 and total <= 4',
    '5 < 1 + total and total < 3',
    '-count > 0',
    '3 - count > 1 and count == 2',
    'count * 2 == 7',
    'count * 2 > 6 and 10 - count > 6',
    'count + count == 7',
    'count * 2 > count + 3 and count < 4',
    'count / 2 > 4 and count < 9',
    'count * 3 - 1 in [1, 3, 4]',
    'total / 2 > 10 and total < 5',
    'total / 3 > 1 and total < 3.00000000000000000003',
    '(total - 1) * 3 == 1',
    'total * 2 - total > 3 and total < 3',
    'total * 3 - limit > 2 * total + total - limit + 1',
    '-(total + 2) * 4 > 0 and total >= -2',
    'note + 1 > 5 and note < 3',
    'false',
  ])('%s', async guard => {
    await expectFindings(never(guard));
  });

  test.each([
    'total > 100 and total < 101',
    'total == 0.1 + 0.2',
    'total > 0.1 + 0.2 and total < 0.30000000000000000001',
    'total > 12345678901234567890.11',
    'total > 12345678901234567890.11 and total < 12345678901234567890.12',
    'total == 1 / 3',
    '0.1 + 0.2 == 0.3 and gift',
    'count > 3 and count < 5',
    // It may be missing.
    'not (note > 3) and not (note <= 3)',
    'note != 3',
    'stars * 2 == 8',
    'total > limit and total < limit + 1',
    'note == note',
    'note <= note',
    'not (note <= note)',
    'not (note < note)',
    'total / limit != total / limit',
    'rate == rate',
    'rate + 1 == rate',
    'rate + rate != 2 * rate',
    'code != code + "x"',
    'code + "x" != "x" + code',
    'count + 1 > 5 and count < 6',
    'total + 1 > 5 and total < 4.1',
    'count * 2 == 8',
    'total / 3 > 1 and total < 3.00000000000000000004',
    'total / 3 > 0.33333333333333333333 and total < 1.000000000000000000021',
    'total * 3 > 1 and total * 3 < 1.00001',
    'count * 2 > count + 3 and count < 5',
    'rate * 2 > 6 and rate <= 3.0000000000000005',
    '-(total + 2) * 4 > 0 and total < -2',
    // Nothing is known of how these go together.
    'total > limit and limit > total * 2',
    'due < "2026-01-01"',
    'kind == Small or gift',
    'true',
  ])('not %s', async guard => {
    await expectFindings(sometimes(guard));
  });

  test('a branch that earlier ones cover, one or together', async () => {
    const diagnostics = await expectFindings(
      model(
        '  a: on Placed {',
        '    when total > 10 -> Done',
        '    when total > 100 -> Done',
        '    //   ^^^^^^^^^^^ guard-never: `when total > 100` in `S.a` is never taken: whenever it is true, the earlier `when total > 10` is true too and wins',
        '    else -> nothing',
        '  }',
        '  b: on Placed {',
        '    when kind == Small -> Done',
        '    when kind == Large -> Done',
        '    when kind in [Small, Large] -> Done',
        '    //   ^^^^^^^^^^^^^^^^^^^^^^ guard-never: `when kind in [Small, Large]` in `S.b` is never taken: the branches before it already cover every case.',
        '    when kind == Huge -> nothing',
        '    else -> Done',
        '//  ^^^^^^^^^^^^ guard-never: `else` in `S.b` is never taken',
        '  }',
      ),
    );
    expect(diagnostics[0]?.related.map(({ message }) => message)).toEqual(['`when total > 10` comes first.']);
  });

  test('a branch that the guard of the reaction excludes', () =>
    expectFindings(
      model(
        '  a: on Placed when total > 100 {',
        '    when total < 50 -> Done',
        '    //   ^^^^^^^^^^ guard-never: `when total < 50` in `S.a` is never true: it contradicts the guard of the reaction',
        '    else -> nothing',
        '  }',
      ),
    ));

  test('an `else` that does nothing may stand for what cannot be', () =>
    expectFindings(
      model('  a: on Placed {', '    when gift -> Done', '    when not gift -> Done', '    else -> nothing', '  }'),
    ));

  test('true on one of the triggers is enough', () =>
    expectFindings(
      model('  on Rated or Placed when stars > 5 -> Done').replace(
        'actor User { emits',
        'event Rated { key orderId: uuid  stars: int }\nactor User { emits Rated,',
      ),
    ));

  test('the state may change between the arrivals of a join', () =>
    expectFindings(
      model(
        '  state open: boolean',
        '  flip: on Placed -> set open = true',
        '  a: on Placed and Paid when Placed.total > 1 and not open within 5m else nothing {',
        '    when open -> Done',
        '    else -> nothing',
        '  }',
      ),
    ));

  test('nothing more of a condition that means nothing', () =>
    expectFindings(
      model(
        '  a: on Placed when kind == Smal and false -> Done',
        '  //                        ^^^^ unknown-field: Did you mean `Small`?',
      ),
    ));

  test('allowed', () =>
    expectFindings(model('  @allow("guard-never", "switched off for now")', '  a: on Placed when false -> Done')));

  const branches = (...lines: string[]) => model('  a: on Placed {', ...lines.map(line => `    ${line}`), '  }');

  test('fix: ask the narrower one first', () =>
    expectFix(
      branches('when gift -> Done', 'when total > 10 -> Done', 'when total > 100 -> nothing', 'else -> nothing'),
      'guard-never',
      'Move `when total > 100` first',
      branches('when gift -> Done', 'when total > 100 -> nothing', 'when total > 10 -> Done', 'else -> nothing'),
    ));

  test('fix: remove the branch', async () => {
    const same = branches('when total > 10 -> Done', 'when not (total <= 10) -> Done', 'else -> nothing');
    expect(await fixTitles(same, 'guard-never')).toEqual(['Remove this branch', 'Allow `guard-never` here']);
    await expectFix(same, 'guard-never', 'Remove this branch', branches('when total > 10 -> Done', 'else -> nothing'));
    await expectFix(
      branches('when stars > 5 -> Done', 'else -> Done'),
      'guard-never',
      'Remove this branch',
      branches('else -> Done'),
    );
    await expectFix(
      model('  a: on Placed { when gift -> Done  when stars > 5 -> Done  else -> nothing }'),
      'guard-never',
      'Remove this branch',
      model('  a: on Placed { when gift -> Done  else -> nothing }'),
    );
  });
});
