/** Rules that know entries with `after`: what they answer is heard, and what answers something that never happens never comes. */
import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const types = `
event Placed { key id: uuid }
event Packed { key id: uuid }
event Shipped { key id: uuid }
`;

describe('what an entry answers', () => {
  test('is heard, and needs no other reaction', () =>
    expectFindings(`${types}
actor Customer { emits Placed receives Shipped }
actor Staff { emits Packed? after Placed }
service Dispatch { ship: on Packed -> Shipped }
`));

  test('is emitted by a reaction, a schedule, another answer, or another choreography', () =>
    expectFindings(
      `
--- billing.choreo
choreography Billing
event Invoiced { key id: uuid }
event Asked { key id: uuid }
service Invoices { on Asked -> Invoiced }
--- shop.choreo
choreography Shop uses Billing
event Placed { key id: uuid }
event Paid { key id: uuid }
event Thanked { key id: uuid }
event Swept { key id: uuid }
event Seen { key id: uuid }
actor Customer { emits Placed, Paid after Invoiced, Thanked? after Paid or Placed, Seen after Swept }
service Orders { on Placed -> Asked  on Paid  on Thanked  on Seen  every 1h -> Swept }
`,
    ));

  test('that nothing emits is reported, and with it the answer', async () => {
    const [first, second] = await expectFindings(`${types}
actor Staff { emits Packed after Placed, Shipped }
//                               ^^^^^^ never-emitted: \`Staff\` emits \`Packed\` only after \`Placed\`, but nothing emits it. Emit it in a reaction, or let an actor emit it.
service Dispatch { on Packed on Shipped }
//                    ^^^^^^ never-emitted: \`Packed\` never comes: \`Staff\` emits it only after \`Placed\`, which never happens. Emit \`Placed\` without waiting for \`Packed\`, or leave out \`after\`.
`);
    expect([first, second].map(finding => finding?.related.map(({ message }) => message))).toEqual(
      expect.arrayContaining([['`Packed` is declared here.', '`Staff` would emit it here.']]),
    );
  });

  test('a command has a reaction all the same', () =>
    expectFindings(`
command Ship { key id: uuid }
event Shipped { key id: uuid }
actor Customer { emits Ship, Shipped after Ship receives Shipped }
//                     ^^^^ command-handlers: \`Ship\` is a command, but no reaction handles it.
`));
});

describe('entries that wait for one another', () => {
  const circle = `${types}
actor Staff { emits Placed after Packed, Packed? after Placed receives Shipped }
service Dispatch {
  place: on Placed
  //        ^^^^^^ never-emitted: \`Placed\` never comes: \`Staff\` emits it only after \`Packed\`, which never happens. Emit \`Packed\` without waiting for \`Placed\`, or leave out \`after\`.
  ship: on Packed -> Shipped
  //       ^^^^^^ never-emitted: \`Packed\` never comes: \`Staff\` emits it only after \`Placed\`, which never happens.
}
`;

  test('never come', () => expectFindings(circle));

  test('the first that need not wait lets all come', () =>
    expectFix(
      circle,
      'never-emitted',
      'Let `Placed` come without waiting',
      `${types}
actor Staff { emits Placed, Packed? after Placed receives Shipped }
service Dispatch {
  place: on Placed
  ship: on Packed -> Shipped
}
`,
    ));

  test('what follows from them is out of reach', () =>
    expectFindings(`event Told { key id: uuid }
event Packed { key id: uuid }
event Shipped { key id: uuid }
actor Staff { emits Told, Packed after Packed receives Shipped }
service Dispatch { ship: on Packed -> Shipped }
//                          ^^^^^^ never-emitted: \`Packed\` never comes: \`Staff\` emits it only after \`Packed\`, which never happens. Leave out \`after\`.
service Door { open: on Shipped -> nothing  tell: on Told }
//                      ^^^^^^^ unreachable-reaction: it waits for \`Shipped\`, which only comes from \`Dispatch.ship\`, which waits for \`Packed\`, which only answers what never happens.
`));
});

describe('the order in which messages come', () => {
  const orders = (before: string) => `${types}
actor Customer { emits Placed receives Shipped }
actor Staff { emits Packed after Placed }
${before}service Orders {
  state placed: boolean
  place: on Placed -> set placed = true
  pack: on Packed when placed -> Shipped
`;

  test('an answer may overtake what it answers', () =>
    expectFindings(
      `${orders('')}  //       ^^^^^^ order-sensitive: \`Orders.pack\` does nothing if \`Packed\` arrives before \`Placed\`
}
`,
      { about: 'order-sensitive' },
    ));

  test('an ordered channel keeps it behind, whoever sends it', () =>
    expectFindings(`${orders('channel orders { carries Placed, Packed ordered by id }\n')}}\n`, {
      about: 'order-sensitive',
    }));
});

test('a deprecated message is used by what answers it', () =>
  expectFindings(`
@deprecated("use Ordered") event Placed { key id: uuid }
event Packed { key id: uuid }
actor Staff { emits Placed, Packed after Placed receives Packed }
//                  ^^^^^^ deprecated-use: is deprecated
//                                       ^^^^^^ deprecated-use: is deprecated
`));
