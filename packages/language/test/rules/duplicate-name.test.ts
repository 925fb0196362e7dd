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

  const shop = `choreography Shop
event Placed { key id: uuid }
event Paid { key id: uuid }
actor U { emits Placed receives Paid }
`;
  const pay = 'service Pay { on Placed -> Paid }\n';

  test('a copied file is one finding, on the copy', async () => {
    await expectFindings(`
--- order.choreo
${shop}${pay}
--- order-copy.choreo
choreography Shop
//           ^^^^ duplicate-name: \`order-copy.choreo\` declares the same as \`order.choreo\`, in the same choreography \`Shop\`. Remove it, or give it another choreography name.
/// A copy of the documentation does not matter.
${shop.replace('choreography Shop\n', '')}
${pay}
`);
    await expectFindings(`
--- order.choreo
${shop}${pay}
--- backup/order.choreo
choreography Shop
//           ^^^^ duplicate-name: \`backup/order.choreo\` declares the same as \`order.choreo\`
${shop.replace('choreography Shop\n', '')}${pay}
`);
  });

  test('nothing else is found because of a copy: not that a command has two handlers, nor that an `@allow` silences nothing', async () => {
    const file = `
command Pack { key id: uuid }
event Packed { key id: uuid }
@allow("unused-declaration", "comes later")
event Later { key id: uuid }
actor U { emits Pack* receives Packed }
service W { state n: 0..9  on Pack when n < 9 -> Packed & set n = n + 1 }
`;
    await expectFindings(`
--- order.choreo
choreography Shop
${file}
--- order-copy.choreo
choreography Shop
//           ^^^^ duplicate-name: \`order-copy.choreo\` declares the same as \`order.choreo\`
${file}
`);
  });

  test('a copy that was changed since, and a third one', () =>
    expectFindings(`
--- order.choreo
${shop}${pay}
--- order-2.choreo
choreography Shop
//           ^^^^ duplicate-name: \`order-2.choreo\` declares much of what \`order.choreo\` declares, in the same choreography \`Shop\`: 3 of its 5 declarations are there in the same way, and \`Pay\` with other contents. Keep each declaration in one of the two, or give this file another choreography name.
${shop.replace('choreography Shop\n', '')}
service Pay { on Placed -> Paid? }
channel c { carries Placed }
--- order-30.choreo
choreography Shop
//           ^^^^ duplicate-name: \`order-30.choreo\` declares the same as \`order.choreo\`
${shop.replace('choreography Shop\n', '')}
`));

  test('a file whose declarations are a part of another one, whatever their names', () =>
    expectFindings(`
--- a.choreo
choreography Shop
//           ^^^^ duplicate-name: \`a.choreo\` declares the same as \`everything.choreo\`
event Placed { key id: uuid }
event Paid { key id: uuid }
--- everything.choreo
${shop}${pay}channel c { carries Placed }
`));

  test('one declaration in two files, or fewer than half, are findings of their own', () =>
    expectFindings(`
--- a.choreo
choreography Shop
event Placed { key id: uuid }
event Paid { key id: uuid }
actor U { emits Placed receives Paid }
service Pay { on Placed -> Paid }
--- b.choreo
choreography Shop
event Placed { key id: uuid }
//    ^^^^^^ duplicate-name: \`Placed\` is declared more than once
event Paid { key id: uuid }
//    ^^^^ duplicate-name: \`Paid\` is declared more than once
actor V { receives Paid }
service Books { on Paid }
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
