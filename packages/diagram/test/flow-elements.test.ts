/** Which nodes and arrows of the flow diagram a step of a run highlights. */
import { describe, expect, test } from 'vitest';
import { flowElementsOf } from '../src/index.ts';
import { actor, choreography, event, on, oneOf, service } from './support/model.ts';
import { channelled, everything, orderFulfilment } from './support/models.ts';
import { play } from './support/runs.ts';

describe('order fulfilment', () => {
  const model = orderFulfilment();
  const run = play(model, [
    'Payments OrderPlaced > PaymentTaken',
    'Shipping PaymentTaken',
    'Warehouse OrderPlaced > StockRejected',
    'give-up Shipping > ShippingTimedOut',
    'Orders StockRejected > OrderCancelled',
    'Payments OrderCancelled',
  ]);

  test('a choice: the way in, the reaction with the choice, the way out of that alternative alone', () => {
    expect(flowElementsOf(model, run, 0)).toEqual({
      taken: [
        'from__Customer',
        'm__OrderPlaced__from__Customer__in',
        'm__OrderPlaced__r__Payments__charge__out',
        'm__OrderPlaced',
      ],
      fired: ['r__Payments__charge', 'or__Payments__charge', 'or__Payments__charge__in'],
      sent: [
        'm__PaymentTaken__or__Payments__charge__in',
        'm__PaymentTaken__r__Payments__remember__out',
        'm__PaymentTaken__r__Shipping__dispatch__out',
        'm__PaymentTaken',
      ],
    });
  });

  test('a join that keeps a message', () => {
    expect(flowElementsOf(model, run, 1)).toEqual({
      taken: [
        'm__PaymentTaken__or__Payments__charge__in',
        'm__PaymentTaken__r__Shipping__dispatch__out',
        'm__PaymentTaken',
      ],
      fired: ['r__Shipping__dispatch'],
      sent: [],
    });
  });

  test('a join that gives up', () => {
    expect(flowElementsOf(model, run, 3)).toEqual({
      taken: [],
      fired: ['r__Shipping__dispatch'],
      sent: ['m__ShippingTimedOut__r__Shipping__dispatch__r__Orders__onPaymentFailedOrStockRejectedOrShippingTimedOut'],
    });
  });

  test('what leaves the model', () => {
    expect(flowElementsOf(model, run, 4).sent).toEqual([
      'm__OrderCancelled__r__Orders__onPaymentFailedOrStockRejectedOrShippingTimedOut__in',
      'm__OrderCancelled__to__Customer__out',
      'm__OrderCancelled__r__Payments__refund__out',
      'm__OrderCancelled',
    ]);
  });

  test('a message that is dropped lights its way only', () => {
    expect(flowElementsOf(model, run, 5)).toEqual({
      taken: [
        'm__OrderCancelled__r__Orders__onPaymentFailedOrStockRejectedOrShippingTimedOut__in',
        'm__OrderCancelled__r__Payments__refund__out',
        'm__OrderCancelled',
      ],
      fired: [],
      sent: [],
    });
  });

  test('where services are one node each', () => {
    expect(flowElementsOf(model, run, 1, { detail: 'services' })).toEqual({
      taken: ['m__PaymentTaken__s__Payments__whole__s__Shipping__whole'],
      fired: ['s__Shipping__whole'],
      sent: [],
    });
  });
});

test('branches, timers and schedules', () => {
  const model = everything();
  const run = play(model, ['Desk Asked > Reminder', 'timer Desk Reminder > Reminder', 'schedule Desk > Swept'], {
    entries: { Asked: 1, 'Desk.every1h': 1 },
  });
  const [asked, due, swept] = run.steps.map((_, index) => flowElementsOf(model, run, index));
  expect(asked?.fired).toEqual(['r__Desk__triage', 'if__Desk__triage', 'if__Desk__triage__in']);
  expect(asked?.sent).toEqual(['m__Reminder__if__Desk__triage__r__Desk__remind']);
  expect(due?.sent).toEqual(asked?.sent);
  expect(swept?.fired[0]).toBe('schedule__Desk__every1h');
  expect(swept?.sent).toHaveLength(1);
});

test('what leaves as it enters', () => {
  const model = channelled();
  const run = play(model, ['enter Walker Passed']);
  expect(flowElementsOf(model, run, 0)).toEqual({
    taken: ['from__Walker'],
    fired: [],
    sent: ['m__Passed__from__Walker__to__Neighbour'],
  });
});

test('a dead end lights where it is said, and the way to it', () => {
  const model = choreography(
    'Dead',
    [
      actor('User', { emits: ['In'] }),
      service('A', [on('In', { label: 'take', to: oneOf('Heard', 'Lost') }), on('Heard', { label: 'hear' })]),
    ],
    [event('In'), event('Heard'), event('Lost')],
  );
  const run = play(model, ['A In > Lost']);
  expect(flowElementsOf(model, run, 0)).toMatchObject({
    fired: ['r__A__take', 'or__A__take', 'rest__A__take__2', 'or__A__take__in', 'rest__A__take__2__in'],
    sent: ['unhandled__Lost__A__take__2'],
  });
});
