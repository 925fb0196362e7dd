import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const model = (...channels: string[]) => `
event Placed { key id: uuid }
event Paid { key id: uuid  shop: string }
actor User { emits Placed, Paid }
service S {
  on Placed
  on Paid
}
${channels.join('\n')}
`;

describe('channel-conflict', () => {
  test('different promises', async () => {
    const [finding] = await expectFindings(
      model(
        'channel one { carries Placed, Paid  ordered by id }',
        'channel two { carries Paid  delivery at-most-once }',
        '//                    ^^^^ channel-conflict: `Paid` is carried by two channels that promise differently: `one` delivers `at-least-once` and keeps order by `id`, but `two` delivers `at-most-once` and keeps no order. Let one of them carry it, or let both promise the same.',
      ),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual(['`one` carries it here.']);
    await expectFindings(
      model(
        'channel one { carries Paid  ordered by id }',
        'channel two { carries Paid  ordered by shop  delivery at-least-once }',
        '//                    ^^^^ channel-conflict: differently: `one` keeps order by `id`, but `two` keeps order by `shop`.',
        'channel three { carries Paid  delivery exactly-once  ordered by id }',
        '//                      ^^^^ channel-conflict: differently: `one` delivers `at-least-once`, but `three` delivers `exactly-once`.',
      ),
    );
  });

  test('the same promises, said or not', () =>
    expectFindings(
      model(
        'channel one { carries Placed, Paid  address "a" }',
        'channel two { carries Paid  carries Paid  delivery at-least-once  address "b" }',
        'channel three { carries Placed }',
      ),
    ));

  test('fix: let one carry it', async () => {
    const title = 'Let only `one` carry `Paid`';
    const two = (carries: string) =>
      model('channel one { carries Paid }', `channel two { ${carries}  delivery exactly-once }`);
    const fixed = (before: string, after: string) => expectFix(two(before), 'channel-conflict', title, two(after));
    await fixed('carries Paid, Placed', 'carries Placed');
    await fixed('carries Placed , Paid', 'carries Placed');
    await fixed('carries Placed  carries Paid', 'carries Placed');
    // It would carry nothing.
    expect(await fixTitles(two('carries Paid'), 'channel-conflict')).toEqual(['Allow `channel-conflict` here']);
  });
});
