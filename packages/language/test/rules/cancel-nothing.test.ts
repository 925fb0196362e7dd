import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const model = (...members: string[]) => `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Reminded { key id: uuid }
event Noted { key id: uuid }
actor User { emits Placed, Paid receives Reminded*, Noted* }
service S {
${members.join('\n')}
}
`;

describe('cancel-nothing', () => {
  test('no timer for it in the service', async () => {
    const [finding] = await expectFindings(
      model(
        '  a: on Placed -> Reminded & Noted after 5m',
        '  b: on Paid -> cancel Reminded',
        '  //            ^^^^^^^^^^^^^^^ cancel-nothing: `S.b` cancels `Reminded`, but `S` starts no timer for it, so that this does nothing. Start one (`Reminded after …`), or remove the `cancel`.',
      ),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      '`Reminded` is emitted at once here, without a timer.',
    ]);
  });

  test('the timer of another service', async () => {
    const [finding] = await expectFindings(
      `${model(
        '  a: on Paid -> cancel Reminded',
        '  //            ^^^^^^^^^^^^^^^ cancel-nothing: The one of `T` is not its to cancel: a timer belongs to the service that starts it.',
      )}service T { on Placed -> Reminded after 5m & Noted }`,
    );
    expect(finding?.related.map(({ message }) => message)).toEqual(['`T` starts a timer for it here.']);
  });

  test('wherever it is cancelled, and wherever the timer is started', async () => {
    await expectFindings(
      model(
        '  a: on Placed and Paid within 5m else cancel Reminded -> Noted',
        '  //                                   ^^^^^^^^^^^^^^^ cancel-nothing: `S.a` cancels',
        '  every 1h -> cancel Noted & Reminded',
        '  //          ^^^^^^^^^^^^ cancel-nothing: `S` cancels `Noted`',
      ).replace('service S', 'service S by nothing'),
    );
    await expectFindings(
      model(
        '  a: on Placed and Paid within 5m else Reminded after 1h -> Noted',
        '  b: on Paid at most 1 times else Noted after 2h -> cancel Reminded',
        '  c: on Placed -> cancel Noted',
      ),
    );
    const scheduled = model('  every 1h -> Reminded after 5m & Noted', '  a: on Paid or Placed -> cancel Reminded');
    await expectFindings(scheduled.replace('service S', 'service S by nothing'));
  });

  test('nothing where the timer may be misspelled', () =>
    expectFindings(
      model(
        '  a: on Placed -> Remindd after 5m & Reminded & Noted',
        '  //              ^^^^^^^ unknown-name:',
        '  b: on Paid -> cancel Reminded',
      ),
    ));

  test('fix: remove the `cancel`', async () => {
    const fixed = (before: string, after: string) =>
      expectFix(
        model('  a: on Placed -> Noted & Reminded', `  b: on Paid -> ${before}`),
        'cancel-nothing',
        'Remove the `cancel`',
        model('  a: on Placed -> Noted & Reminded', `  b: on Paid -> ${after}`),
      );
    await fixed('cancel Reminded', 'nothing');
    await fixed('cancel Reminded & Noted', 'Noted');
    await fixed('Noted & cancel Reminded', 'Noted');
    await fixed('Noted & cancel Reminded & Reminded | Noted', 'Noted & Reminded | Noted');
    await fixed('Noted | cancel Reminded', 'Noted | nothing');
  });
});
