import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const draft = `
@deprecated("use Paid")
event Settled
event Paid
actor U { emits Settled, Paid }
//              ^^^^^^^ deprecated-use: The event \`Settled\` is deprecated: use Paid. Follow this advice, or explain with \`@allow\` why you keep using it.
service S {
  on Paid
  @deprecated
  on Settled
}
`;

describe('deprecated-use', () => {
  test('not in what is deprecated itself', async () => {
    const [finding] = await expectFindings(draft);
    expect(finding?.tags).toEqual(['deprecated']);
    expect(finding?.related.map(({ message }) => message)).toEqual(['`Settled` is deprecated here.']);
  });

  test('wherever it is named', () =>
    expectFindings(`
@deprecated event Old
@deprecated type Price { amount: int }
enum Kind { @deprecated("use New.") Former, New }
event Placed {
  price: Price
  //     ^^^^^ deprecated-use: The type \`Price\` is deprecated
  kind: Kind
  @deprecated("use kind") sort: Kind
}
event Newer extends Old
//                  ^^^ deprecated-use: The event \`Old\` is deprecated
channel c {
  carries Placed, Old
  //              ^^^ deprecated-use: \`Old\`
}
actor U { emits Placed, Newer }
service S {
  @deprecated state s: boolean
  on Newer -> set s = true
  //              ^ deprecated-use: The state \`s\`
  @deprecated("use the other") one: on Placed when sort == New and kind == New -> Old
  two: on Placed when sort == New or kind == Former -> nothing
  //                  ^^^^ deprecated-use: The field \`sort\` is deprecated: use kind.
  //                                         ^^^^^^ deprecated-use: The value \`Former\` is deprecated: use New.
}
service T {
  on Old
  // ^^^ deprecated-use: \`Old\`
}
property "p" {
  never Old
  //    ^^^ deprecated-use: \`Old\`
}
scenario "s" {
  given Placed { sort: Former }
  //             ^^^^ deprecated-use: The field \`sort\`
  //                   ^^^^^^ deprecated-use: The value \`Former\`
  choose S.one -> Old
  //       ^^^ deprecated-use: The reaction \`S.one\`
  //              ^^^ deprecated-use: \`Old\`
}
`));

  test('fix: its successor', () =>
    expectFix(
      `
@deprecated("use Paid")
event Settled
event Paid
actor U { emits Paid }
service S { on Paid or Settled }
`,
      'deprecated-use',
      'Use `Paid`',
      `
@deprecated("use Paid")
event Settled
//    ^^^^^^^ unused-declaration: \`Settled\`
event Paid
actor U { emits Paid }
service S { on Paid or Paid }
`,
    ));
});
