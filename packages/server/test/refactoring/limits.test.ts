/** Time-outs, and reactions that fire once. */
import { expect, test } from 'vitest';
import { expectRefactored, offered } from '../support/refactoring.ts';

const join = (
  head: string,
  body: string,
  ...more: readonly string[]
) => `event Paid     { key orderId: uuid  amount: int }
event Reserved { key orderId: uuid }
event Shipped  { key orderId: uuid }
${more.join('')}
actor Customer {
  emits Paid, Reserved?
  receives Shipped
}

service Shipping {
${head}  dispatch: on Paid and Reserved${body}
}
`;

test('a join waits for a time, with an event that has its key', async () => {
  const event = 'event ShippingTimedOut { key orderId: uuid }\n';
  const before = join('', '\n    -> Shipped').replace('dispatch:', 'd<|>ispatch:');
  await expectRefactored(
    before,
    'Introduce a time-out: `within 30m else ShippingTimedOut`',
    join('', ' within 30m else ShippingTimedOut\n    -> Shipped').replace('event Shipped ', `${event}event Shipped `),
  );
  await expectRefactored(
    before,
    'Introduce a time-out: `within 30m else ShippingTimedOut`, once for each case',
    join(
      '  state closed: boolean\n\n',
      ' when not closed within 30m else ShippingTimedOut & set closed = true\n    -> Shipped & set closed = true',
    ).replace('event Shipped ', `${event}event Shipped `),
  );
  expect(
    await offered(join('', ' within 1h else nothing').replace('dispatch:', 'd<|>ispatch:'), 'refactor.rewrite'),
  ).toEqual(['Make `dispatch` idempotent']);
});

test('the answer to a request comes in time, or a timer says that it did not', async () => {
  await expectRefactored(
    `event Placed {
  key orderId: uuid
}
event ChargeAsked { key orderId: uuid }
event Charged { key orderId: uuid }
event Declined { key orderId: uuid }
actor Customer { emits Placed }
service Orders {
  <|>ask: on Placed -> ChargeAsked
  on Charged
  on Declined -> nothing
}
service Payments {
  on ChargeAsked -> Charged | Declined
}
`,
    'Introduce a time-out: `OrdersTimedOut after 30m`, unless `Charged` or `Declined` comes',
    `event Placed {
  key orderId: uuid
}

event OrdersTimedOut {
  key orderId: uuid
}
event ChargeAsked { key orderId: uuid }
event Charged { key orderId: uuid }
event Declined { key orderId: uuid }
actor Customer { emits Placed }
service Orders {
  ask: on Placed -> ChargeAsked & OrdersTimedOut after 30m
  on Charged -> cancel OrdersTimedOut
  on Declined -> cancel OrdersTimedOut
  on OrdersTimedOut
}
service Payments {
  on ChargeAsked -> Charged | Declined
}
`,
  );
});

test('a state remembers that a reaction has fired', async () => {
  await expectRefactored(
    `event A { key id: uuid  total: int }
event B { key id: uuid }
service S {
  <|>on A when total > 5 or total < 3 -> B | nothing
}
`,
    'Make `onA` idempotent with a state',
    `event A { key id: uuid  total: int }
event B { key id: uuid }
service S {
  state handled: boolean

  on A when (total > 5 or total < 3) and not handled -> B & set handled = true | set handled = true
}
`,
  );
});
