/** What is said of messages that come before their instance can be found. */
import { runText } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { expectVerified, expectVerifiedFix, verified } from './verification-tester.ts';

const orders = (pay: string, provider = 'emits MoneyReceived', receives = 'OrderPaid, PaymentRequested') => `
event OrderPlaced { key orderId: uuid }
event PaymentRequested { key orderId: uuid  key intentId: uuid }
event MoneyReceived { key intentId: uuid }
event OrderPaid { key orderId: uuid }
actor Customer { emits OrderPlaced receives ${receives} }
external service Provider { ${provider} }
service Orders by orderId {
  state paid: boolean
  place: on OrderPlaced -> PaymentRequested
${pay}
}
`;
const pay = '  pay: on MoneyReceived when not paid -> OrderPaid & set paid = true';

describe('no-instance', () => {
  test('an entry that comes before the message that links its key', () =>
    expectVerified(
      orders(`${pay}
  //      ^^^^^^^^^^^^^ no-instance: \`Orders.pay\` can miss \`MoneyReceived\`: after the one step shown, \`Orders\` does not know yet to which \`orderId\` its \`intentId\` belongs, since it has neither taken nor emitted \`PaymentRequested\`. Keep the message until then (\`else retry\`), or let it come only after that (\`emits MoneyReceived after PaymentRequested\`).
  //      ^^^^^^^^^^^^^ order-dependent-outcome`),
    ));

  test('the run says which reaction found none', async () => {
    const { reported, choreography } = await verified(orders(pay));
    const run = reported.find(({ code }) => code === 'no-instance')?.verdict.run;
    expect(run && runText(run, choreography).split('\n')[0]).toBe(
      '1. Provider emits MoneyReceived, and Orders takes it: pay finds no instance; nothing fires, the message is dropped',
    );
  });

  test('not where it can only come later, or waits', async () => {
    await expectVerified(orders(pay, 'emits MoneyReceived after PaymentRequested'));
    await expectVerified(orders(pay, 'ask: on PaymentRequested -> MoneyReceived'));
    await expectVerified(orders(pay.replace('when not paid', 'when not paid else retry')));
  });

  test('fix: let it wait', async () => {
    await expectVerifiedFix(
      orders(pay),
      'no-instance',
      'Let `MoneyReceived` wait with `else retry`',
      orders(pay.replace('when not paid', 'when not paid else retry')),
    );
    const plain = pay.replace(' when not paid', '');
    await expectVerifiedFix(
      orders(plain),
      'no-instance',
      'Let `MoneyReceived` wait with `else retry`',
      orders(plain.replace('MoneyReceived', 'MoneyReceived else retry')),
    );
  });
});
