import { describe, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const unlabelled = `
event A
actor U { emits A }
service S {
  on A
  on A
//^^ duplicate-name: \`S\` has another reaction named \`onA\`. Give one of them a label: \`label: on …\`.
}
`;

describe('duplicate-name', () => {
  test('over files, each kind', () =>
    expectFindings(`
--- a.choreo
choreography Shop
event A { x: int  x: int }
//                ^ duplicate-name: \`A\` has more than one field \`x\`. Rename or remove one.
type T { e: E }
enum E { One, One }
//            ^^^ duplicate-name: \`E\` has more than one value \`One\`
actor U { emits A, B receives A }
channel c { carries A }
property "p" { never B }
scenario "s" { given A { x: 1, x: 2 } }
//                             ^ duplicate-name: The payload of \`A\` gives \`x\` twice.
--- b.choreo
choreography Shop
event B { t: T }
enum A { Other }
//   ^ duplicate-name: \`A\` is declared more than once in this choreography
service U {
//      ^ duplicate-name: There is more than one service or actor \`U\`
  state n: one | two | one
  //                   ^^^ duplicate-name: \`n\` has more than one value \`one\`
  state n: boolean
  //    ^ duplicate-name: \`U\` has more than one state \`n\`
  x: on A when n == two
  x: on B
//^ duplicate-name: \`U\` has more than one reaction \`x\`.
}
channel c { carries B }
//      ^ duplicate-name: There is more than one channel \`c\`
property "p" { never A }
//       ^^^ duplicate-name: There is more than one property \`p\`
scenario "s" { given B }
//       ^^^ duplicate-name: There is more than one scenario \`s\`
`));

  test('not in different choreographies, nor between things of different kinds', () =>
    expectFindings(`
--- a.choreo
choreography One
event A { a: int }
actor U { emits A receives A }
service A { on A }
--- b.choreo
choreography Two
event A
actor U { emits A receives A }
channel A { carries A }
property "A" { never A }
`));

  test('fix: a label', () =>
    expectFix(
      unlabelled,
      'duplicate-name',
      'Label it `onA2`',
      `
event A
actor U { emits A }
service S {
  on A
  onA2: on A
}
`,
    ));
});
