/** Pictures of runs that are kept as golden files, and rendered. */
import { channelled, everything, hostile, orderFulfilment, chain } from './models.ts';
import { play, playToEnd } from './runs.ts';
import { compareRuns, sequenceDiagram, type SequenceDiagram } from '../../src/index.ts';

/** Shipped and cancelled: the timeout overtakes nothing, but the reservation comes after it. */
const late = [
  'Payments OrderPlaced > PaymentTaken',
  'Payments PaymentTaken',
  'Warehouse OrderPlaced > StockReserved',
  'Shipping PaymentTaken',
];

/** Forty steps through twenty services. */
const longWay = Array.from({ length: 20 }, (_, index) => `Step${String(index + 1).padStart(2, '0')}`).flatMap(name => [
  `${name} ${name}Requested > ${name}Finished`,
  `${name} ${name}Finished`,
]);

export function runPictures(): ReadonlyMap<string, SequenceDiagram> {
  const orders = orderFulfilment();
  const lost = play(orders, [
    'Payments OrderPlaced > PaymentTaken',
    'Warehouse OrderPlaced > StockRejected',
    'Orders StockRejected > OrderCancelled',
    'Payments OrderCancelled',
    'Payments PaymentTaken',
    'Shipping PaymentTaken',
    'give-up Shipping > ShippingTimedOut',
    'Orders ShippingTimedOut > OrderCancelled',
  ]);
  const shipped = play(orders, [...late, 'Shipping StockReserved > OrderShipped']);
  const timedOut = play(orders, [...late, 'give-up Shipping > ShippingTimedOut', 'Shipping StockReserved']);
  const compared = compareRuns(orders, shipped, timedOut);
  const all = everything();
  const names = hostile();
  const line = chain(20);
  const sent = channelled();
  return new Map([
    ['run-shipped', sequenceDiagram(orders, shipped)],
    [
      'run-bad-step',
      sequenceDiagram(orders, lost, {
        bad: {
          step: 7,
          reason:
            '`PaymentTaken` is not compensated: `OrderCancelled` came before `Payments` had remembered the payment.',
        },
      }),
    ],
    [
      'run-current-step',
      sequenceDiagram(orders, lost, { current: 2, bad: { step: 8, reason: 'The join waits for ever.' } }),
    ],
    ['run-up-to-2', sequenceDiagram(orders, lost, { upTo: 2 })],
    ['run-compared', compared.run],
    ['run-compared-other', compared.other],
    ['run-unfinished', sequenceDiagram(orders, play(orders, ['Payments OrderPlaced > PaymentTaken']))],
    ['run-empty', sequenceDiagram(orders, play(orders, []))],
    ['run-everything', sequenceDiagram(all, playToEnd(all, { seed: 6, redeliveries: 1 }))],
    [
      'run-timers',
      sequenceDiagram(
        all,
        play(
          all,
          [
            'schedule Desk > Swept',
            'Billing Swept',
            'Desk Asked > Reminder',
            'give-up Billing > GaveUp',
            'timer Desk Reminder > Reminder',
            'Desk Reminder > Reminded',
          ],
          { entries: { Asked: 1, 'Desk.every1h': 1 } },
        ),
      ),
    ],
    [
      'run-lost-and-again',
      sequenceDiagram(
        sent,
        play(sent, ['Lamp Switched > Lit', 'redeliver Lamp Switched', 'lose Log Lit', 'enter Walker Passed'], {
          redeliveries: 1,
        }),
      ),
    ],
    ['run-long', sequenceDiagram(line, play(line, longWay), { current: 20 })],
    ['run-hostile-names', sequenceDiagram(names, playToEnd(names, { seed: 1 }, 40))],
  ]);
}
