import { describe, expect, test } from 'vitest';
import { expectFindings, expectFix, fixTitles } from './rule-tester.ts';

const shop = `
--- orders.choreo
choreography Shop
event PlaceOrder { key id: uuid  total: int }
//    ^^^^^^^^^^ event-name: The event \`PlaceOrder\` is named like a request. Name what has happened, such as \`OrderPlaced\`, or make it a command.
event Paid { key id: uuid }
event Shipped extends PlaceOrder
--- story.choreo
choreography Shop
// PlaceOrder is told in comments as before.
actor Customer { emits PlaceOrder, Paid receives Shipped }
service Shipping {
  on PlaceOrder and Paid when PlaceOrder.total > 3 within 1h else nothing -> Shipped
}
service Audit { on PlaceOrder }
channel all { carries PlaceOrder, Paid, Shipped }
property "p" { Shipped requires PlaceOrder }
scenario "s" {
  given PlaceOrder
  given Paid
  choose Shipping.onPlaceOrderAndPaid -> Shipped
  possible Shipped
}
`;

const renamed = shop
  .replace(/^\/\/ +\^.*\n/m, '')
  .replaceAll('PlaceOrder', 'OrderPlaced')
  .replace('// OrderPlaced is told', '// PlaceOrder is told');

describe('event-name', () => {
  test('an event named like a request, and a command named like a fact', () =>
    expectFindings(`
event PlaceOrder
//    ^^^^^^^^^^ event-name: The event \`PlaceOrder\` is named like a request
command OrderShipped
//      ^^^^^^^^^^^^ event-name: The command \`OrderShipped\` is named like a fact. Name what is asked for, such as \`ShipOrder\`, or make it an event.
actor Customer { emits PlaceOrder }
service Orders { on PlaceOrder -> OrderShipped }
service Shipping { on OrderShipped }
`));

  test('not of good names, or where it is allowed', () =>
    expectFindings(
      `
event OrderPlaced
@allow("event-name", "as the old system calls it") event CancelOrder
command ShipOrder
actor Customer { emits OrderPlaced, CancelOrder }
service Orders { on OrderPlaced -> ShipOrder }
service Shipping { on ShipOrder  on CancelOrder }
`,
      { about: 'event-name' },
    ));

  test('fix: renamed in all files, with what is named after it', () =>
    expectFix(shop, 'event-name', 'Rename to `OrderPlaced` everywhere', renamed));

  test('no such fix where the name is taken, another choreography relies on it, or a text cannot be read', async () => {
    const only = ['Allow `event-name` here'];
    expect(await fixTitles(shop.replaceAll('Paid', 'OrderPlaced'), 'event-name')).toEqual(only);
    expect(
      await fixTitles(
        `${shop}--- other.choreo\nchoreography Other uses Shop\nservice O { on Shop.PlaceOrder }\n`,
        'event-name',
      ),
    ).toEqual(only);
    const lent = `${shop}--- other.choreo\nchoreography Other\nevent OrderPlaced\n`;
    expect(await fixTitles(lent.replaceAll('choreography Shop', 'choreography Shop uses Other'), 'event-name')).toEqual(
      only,
    );
    expect(await fixTitles(`${shop}service Broken { ) PlaceOrder ( }`, 'event-name')).toEqual(only);
  });
});
