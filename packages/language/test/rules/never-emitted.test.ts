import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix } from './rule-tester.ts';

const draft = `
event Placed
event Shipped
actor Customer {
  emits Placed
  receives Shipped
  //       ^^^^^^^ never-emitted: \`Customer\` receives \`Shipped\`, but nothing emits it. Emit it in a reaction, or let an actor emit it.
}
service Orders { on Placed }
`;

describe('never-emitted', () => {
  test('of a message that is received or reacted to', async () => {
    await expectFindings(draft);
    const [finding] = await expectFindings(`
event Placed
event Paid
command Charge
actor Customer { emits Placed }
service Orders { on Placed or Paid }
//                            ^^^^ never-emitted: \`Orders\` and \`Payments\` react to \`Paid\`
service Payments {
  on Charge
  // ^^^^^^ never-emitted: \`Payments\` reacts to \`Charge\`
  on Paid
}
`);
    expect(finding?.related.map(({ message }) => message)).toEqual([
      expect.stringContaining('`Paid`'),
      '`Payments` waits for it here too.',
    ]);
  });

  test('not where it comes from outside: an actor, an external service, a schedule, a used choreography, one that uses this', async () => {
    await expectFindings(`
--- billing.choreo
choreography Billing
event Invoiced
event Asked
event Answered
service Invoices { on Asked -> Answered }
--- shop.choreo
choreography Shop uses Billing
event Placed
event Paid
event Ticked
event Invoicing
actor Customer { emits Placed }
external service Bank { emits Paid }
service Orders {
  on Placed -> Asked
  on Paid
  on Ticked
  on Invoiced
  on Answered
  every 1h -> Ticked & Invoicing
}
service Clerk { on Invoicing }
`);
  });

  test('waits while the emission is only misspelled', () =>
    expectFindings(`
event Placed
event Shipped
actor Customer { emits Placed receives Shipped }
service Orders { on Placed -> Shiped }
//                            ^^^^^^ unknown-name: \`Shiped\`
`));

  test('fix: let an actor emit it', () =>
    expectFix(
      draft,
      'never-emitted',
      'Let `Customer` emit `Shipped`',
      `
event Placed
event Shipped
actor Customer {
  emits Placed, Shipped
  receives Shipped
}
service Orders { on Placed }
`,
    ));
});
