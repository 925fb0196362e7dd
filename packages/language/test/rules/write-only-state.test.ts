import { describe, expect, test } from 'vitest';
import { expectFindings } from './rule-tester.ts';

const model = (...members: string[]) => `
event Placed { key id: uuid }
event Paid { key id: uuid }
event Done { key id: uuid }
actor User { emits Placed, Paid receives Done* }
service S {
${members.join('\n')}
}
`;

const about = 'write-only-state';

describe('write-only-state', () => {
  test('set, and asked by nobody', async () => {
    const [finding] = await expectFindings(
      model(
        '  state sent: boolean',
        '  //    ^^^^ write-only-state: `S` sets `sent`, but no condition asks it, so that it changes nothing. Ask it in a guard (`when … sent …`), or remove it.',
        '  a: on Placed -> Done & set sent = true',
        '  b: on Paid -> Done & set sent = false',
      ),
    );
    expect(finding?.related.map(({ message }) => message)).toEqual(['`sent` is set here.', '`sent` is set here.']);
  });

  test('counted only, and set by a schedule only', () =>
    expectFindings(
      model(
        '  state tries: 0..3 = 1',
        '  //    ^^^^^ write-only-state: `S` sets `tries`',
        '  state late: boolean',
        '  //    ^^^^ write-only-state: `S` sets `late`',
        '  a: on Placed or Paid -> Done & set tries = tries + 1',
        '  every 1h -> set late = true',
      ).replace('service S', 'service S by nothing'),
    ));

  test('asked in a guard, in a branch, or by another state', () =>
    expectFindings(
      model(
        '  state sent: boolean',
        '  state phase: idle | held',
        '  state tries: 0..3 = 1',
        '  state last: 0..3',
        '  a: on Placed when not sent -> Done & set sent = true & set last = tries',
        '  b: on Paid {',
        '    when phase == held and last > 0 -> Done & set tries = tries + 1',
        '    else -> set phase = held',
        '  }',
      ),
      { about },
    ));

  test('nothing is concluded from what is half written, and what is never set is another finding', async () => {
    await expectFindings(
      model(
        '  state sent: boolean',
        '  a: on Placed -> Done & set sent = true',
        '  b: on Paid when snt -> Done',
        '  //              ^^^ unknown-field: `snt`',
      ),
      { about },
    );
    await expectFindings(
      model('  state sent: boolean', '  //    ^^^^ unused-declaration: `sent`', '  a: on Placed or Paid -> Done'),
      { about },
    );
  });

  test('allowed', () =>
    expectFindings(
      model(
        '  @allow("write-only-state", "handlers read it") state n: 0..3',
        '  a: on Placed or Paid -> Done & set n = n + 1',
      ),
      { about },
    ));

  test('a condition of a property or a scenario asks it, of this service alone', () =>
    expectFindings(
      `${model('  state sent: boolean', '  state told: boolean', '  on Placed -> Done & set sent = true & set told = true')}
service T {
  state sent: boolean
  //    ^^^^ write-only-state: \`T\` sets \`sent\`
  on Paid -> set sent = true
}
property "p" { at rest S.sent if Placed }
scenario "s" { given Placed expect at rest S.told }
`,
    ));
});
