import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const draft = `
event Placed { total: Money  how: Way }
event Forgotten { total: Money }
//    ^^^^^^^^^ unused-declaration: Nothing emits the event \`Forgotten\` or reacts to it. Use it in a service, or remove it.
command DoNothing
//      ^^^^^^^^^ unused-declaration: Nothing sends the command \`DoNothing\`
type Money { amount: decimal }
type Tree { children: Tree[] }
//   ^^^^ unused-declaration: No field uses the type \`Tree\`
enum Way { Card }
enum Colour { Red }
//   ^^^^^^ unused-declaration: the enum \`Colour\`
channel empty { address "x" }
//      ^^^^^ unused-declaration: The channel \`empty\` carries nothing.
channel orders { carries Placed }
actor Customer { emits Placed receives Placed }
service Orders {
  state paid: boolean
  //    ^^^^ unused-declaration: Nothing in \`Orders\` reads or sets the state \`paid\`
  state seen: boolean
  on Placed when not seen -> set seen = true
}
`;

describe('unused-declaration', () => {
  test('of each kind', async () => {
    const diagnostics = await expectFindings(draft);
    expect(diagnostics.every(({ tags }) => tags?.includes('unnecessary'))).toBe(true);
  });

  test('an event that is only carried takes no part', async () => {
    const [finding] = await expectFindings(`
event Lost
//    ^^^^ unused-declaration: Only \`orders\` names \`Lost\`: nothing emits it or reacts to it.
channel orders { carries Lost }
`);
    expect(finding?.related.map(({ message }) => message)).toEqual(['`orders` carries it here.']);
  });

  test('one finding for an event that nothing names, not three', () =>
    expectFindings(`
event Alone
//    ^^^^^ unused-declaration: \`Alone\`
`));

  test('not of what properties, scenarios, bases or other choreographies name', () =>
    expectFindings(`
--- shared.choreo
choreography Shared
event Happened
type Money { amount: decimal }
--- shop.choreo
choreography Shop uses Shared
event Base { key id: uuid  price: Money }
event Placed extends Base
event Never
event Told
actor Customer { emits Placed, Happened }
service Orders {
  on Placed
  on Happened
}
property "p" { never Never }
scenario "s" {
  given Placed
  never Told
}
`));

  test('fix: remove it with its annotations and documentation', () =>
    expectFix(
      `
event Placed

/** Once upon
 *  a time. */
@owner("sales")
@version("1.0")
event Forgotten {
  id: uuid
}

actor Customer { emits Placed receives Placed }
`,
      'unused-declaration',
      'Remove `Forgotten`',
      `
event Placed

actor Customer { emits Placed receives Placed }
`,
    ));

  test('fix: remove one of a line, and a state', async () => {
    await expectFix(
      `
event Placed event Forgotten actor Customer { emits Placed receives Placed }
`,
      'unused-declaration',
      'Remove `Forgotten`',
      `
event Placed actor Customer { emits Placed receives Placed }
`,
    );
    await expectFix(
      `
event Placed
actor Customer { emits Placed }
service Orders {
  state paid: boolean
  on Placed
}
`,
      'unused-declaration',
      'Remove `paid`',
      `
event Placed
actor Customer { emits Placed }
service Orders {
  on Placed
}
`,
    );
  });
});
