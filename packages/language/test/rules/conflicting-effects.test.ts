import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const model = (...members: string[]) => `
event Placed { key id: uuid  total: decimal  size: int  gift: boolean }
event Paid { key id: uuid  size: int }
event Sent { key id: uuid }
event Noted { key id: uuid }
actor User { emits Placed, Paid receives Sent*, Noted* }
service S {
  state n: 0..9
  state phase: open | held | shut
  read: on Paid when n > 0 or phase != open -> Sent & Noted
  count: on Paid -> set n = 3
${members.join('\n')}
}
`;
const both = '`S.a` and `S.b` can both fire on one `Placed`';
const found = (what: string) => `//^ conflicting-effects: ${both}: ${what}`;

describe('conflicting-effects', () => {
  test('one state, set to different values', async () => {
    const [finding] = await expectFindings(
      model(
        '  a: on Placed when total > 10 -> set phase = held & set n = 1',
        '  b: on Placed when total > 5 -> set phase = shut & set n = 1',
        found(
          'the first sets `phase` to `held`, the second to `shut`, which is what stays. Let one reaction do both, or let their guards exclude one another.',
        ),
      ),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`S.a` is here.',
      '`S.a` sets `phase` here.',
      '`S.b` sets `phase` here.',
    ]);
  });

  test('one state, set from what it was', () =>
    expectFindings(
      model(
        '  a: on Placed -> set n = n + 1',
        '  b: on Placed when gift -> set n = n + 1',
        found('both set `n` to `n + 1` as it was before, so that the change counts once.'),
      ),
    ));

  test('on some of their alternatives and branches', () =>
    expectFindings(
      model(
        '  a: on Placed { when gift -> Sent | set n = 1  else -> set n = 2 }',
        '  b: on Placed when gift -> Sent | Noted & set n = 2',
        found('the first sets `n` to `1`, the second to `2`'),
        '  c: on Placed at most 2 times else set n = 4 -> Sent',
        '//^ conflicting-effects: `S.a` and `S.c` can both fire on one `Placed`: the first sets `n` to `1`, the second to `4`',
      ),
    ));

  test('a timer that one starts and the other cancels', async () => {
    const [finding] = await expectFindings(
      model(
        '  a: on Placed -> Sent after 5m',
        '  b: on Placed when gift -> cancel Sent',
        found('`S.a` starts the timer for `Sent`, `S.b` cancels it, and it does not run.'),
      ),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`S.a` is here.',
      '`S.a` starts the timer here.',
      '`S.b` cancels it here.',
    ]);
    await expectFindings(
      model(
        '  a: on Placed when gift -> cancel Sent',
        '  b: on Placed -> Sent after 5m',
        found('`S.b` starts the timer for `Sent`, `S.a` cancels it, and it runs all the same.'),
      ),
    );
  });

  test('two that emit onto one ordered channel', async () => {
    const emitting = (promise: string, mark: string) =>
      `${model('  a: on Placed -> Sent', '  b: on Placed when gift -> Noted | nothing', mark)}channel mail { carries Sent, Noted  ${promise} }`;
    await expectFindings(
      emitting(
        'ordered by id',
        found(
          'the first emits `Sent`, the second `Noted`, and `mail` keeps them in an order that only the order of `a` and `b` in the text decides.',
        ),
      ),
    );
    await expectFindings(emitting('delivery exactly-once', ''));
    await expectFindings(emitting('ordered by id', '').replace('Sent\n', 'Sent after 5m\n'));
  });

  test('two that emit one message onto an ordered channel, with what they carry', async () => {
    const emitting = (first: string, second: string, mark = '') =>
      `${model(`  a: on Placed -> ${first}`, `  b: on Placed when gift -> ${second}`, mark)}channel mail { carries Paid, Told  ordered by id }
event Told { key id: uuid  size: int  kind: string }
service Mail { all: on Told when size > 0 and kind == "x" }`;
    await expectFindings(
      emitting(
        'Told { size: 1 }',
        'Told { ..., size: 2 }',
        found(
          'the first emits `Told { size: 1 }`, the second `Told { ..., size: 2 }`, and `mail` keeps them in an order that only the order of `a` and `b`',
        ),
      ),
    );
    // The handlers decide the rest.
    await expectFindings(emitting('Told { size: 1 }', 'Told { size: 1 }', found('both emit `Told`, and `mail` keeps')));
    await expectFindings(emitting('Told { size: size, kind: "x" }', 'Told { ..., kind: "x" }'));
    await expectFindings(
      emitting(
        'Told { ..., kind: "x" }',
        'Told { ..., kind: "y" }',
        found('the first emits `Told { ..., kind: "x" }`'),
      ),
    );
  });

  test('a join and one of its messages, or another join', async () => {
    const joined = '  b: on Placed and Paid within 5m else Sent -> set phase = shut';
    await expectFindings(
      model(
        '  a: on Placed -> set phase = held',
        joined,
        found('the first sets `phase` to `held`, the second to `shut`'),
      ),
    );
    await expectFindings(
      model(
        '  a: on Placed and Paid when Paid.size > 3 within 5m else Sent -> set phase = held',
        joined,
        found('the first sets `phase` to `held`, the second to `shut`'),
      ),
    );
  });

  test('not a join with what only comes of this delivery, and not what a join does when it gives up', () =>
    expectFindings(
      model(
        '  a: on Placed -> set phase = held & Kept',
        '  b: on Placed and Kept within 5m else Noted -> set phase = shut',
        '  c: on Placed and Paid within 5m else set phase = shut -> Noted',
      ).replace('event Noted', 'event Kept { key id: uuid }\nevent Noted'),
    ));

  test.each([
    ['guards that exclude one another', 'when gift -> set n = 1', 'when not gift -> set n = 2'],
    ['by a state', 'when phase == open -> set n = 1', 'when phase in [held, shut] -> set n = 2'],
    ['by numbers', 'when total * 2 > 10 -> set n = 1', 'when total <= 5 -> set n = 2'],
    ['by branches', '{ when gift -> set n = 1  else -> Sent }', 'when not gift -> set n = 2'],
    ['the same value', '-> set phase = held', '-> set phase = held'],
    ['the same field', '-> set n = size', '-> set n = Placed.size'],
    ['the same expression of something else', '-> set n = size + 1', '-> set n = size + 1'],
    ['values that are equal where both fire', 'when n == 3 -> set n = n + 1', '-> set n = 4'],
    ['different states', '-> set n = 1', '-> set phase = held'],
    ['two of one timer', '-> Sent after 5m', '-> Sent after 10m'],
    ['two that emit in any order', '-> Sent', '-> Noted'],
    ['different messages', '-> set n = 1', 'PAID -> set n = 2'],
  ])('not %s', (_, a, b) =>
    expectFindings(
      model(`  a: on Placed ${a}`, `  b: on Placed ${b}`.replace('Placed PAID', 'Paid when n == 0'), '  c: on Placed')
        .replace('  count: on Paid -> set n = 3\n', '  count: on Sent -> set n = 3 & set phase = shut\n')
        .replace('-> Sent & Noted', '-> Sent & Noted & set phase = held'),
    ).then(() => undefined),
  );

  test('a value that no run comes to', () =>
    expectFindings(
      model(
        '  a: on Placed when phase == held -> set n = 1',
        '  //                ^^^^^^^^^^^^^ guard-never: nothing sets `phase` to `held`',
        '  b: on Placed -> set n = 2',
      ),
    ));

  test('fix: exclude the other guard', async () => {
    const before = model(
      '  a: on Placed when gift -> set n = 1',
      '  b: on Placed when total > 5 or n > 8 -> set n = 2',
    );
    await expectFix(
      before,
      'conflicting-effects',
      'Fire only if `S.a` does not',
      before.replace('total > 5 or n > 8', '(total > 5 or n > 8) and not gift'),
    );
    const unguarded = model('  a: on Placed when gift -> set n = 1', '  b: on Placed -> set n = 2');
    expect(await fixTitles(unguarded, 'conflicting-effects')).toEqual(['Allow `conflicting-effects` here']);
  });
});
