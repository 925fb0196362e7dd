/** The keys of generated services: links to instances, their beginning, joins by another key, one state for all; with several cases at once. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createMemoryBus, createMemoryStore, createRandom, createVirtualClock, sourceOf } from '@choreo/runtime';
import type { AnyService, CloudEvent, MemoryStore } from '@choreo/runtime';
import { generate } from '../src/index.ts';
import { model } from './support/models.ts';

/** An id that says what it is of and which one. */
const id = (kind: string, number: number | string): string =>
  `00000000-0000-4000-8000-${kind.padStart(8, '0')}${String(number).padStart(4, '0')}`;
const order = (number: number | string): string => id('a', number);
const intent = (number: number | string): string => id('b', number);
const customer = (number: number | string): string => id('c', number);

/** The order of a cart has its total as number. */
const place = `import type { PlaceHandler } from './orders.gen.ts';
export const calls: string[] = [];
export const place: PlaceHandler = async ({ total }, { emit }) => {
  calls.push(total);
  const orderId = '${order('')}'.slice(0, -4) + total.padStart(4, '0');
  const intentId = '${intent('')}'.slice(0, -4) + total.padStart(4, '0');
  return emit.OrderPlacedAndPaymentRequestedAndPaymentLateLater({
    OrderPlaced: { orderId, total },
    PaymentRequested: { orderId, intentId, total },
    PaymentLate: { orderId },
  });
};
`;

const folder = fileURLToPath(new URL('.out/instances/', import.meta.url));
rmSync(folder, { recursive: true, force: true });
for (const { path, contents } of generate(await model('Payments')).files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), path.endsWith('/place.ts') ? place : contents);
}
const { orders, shipping, desk } = (await import(join(folder, 'src/services.gen.ts'))) as Readonly<
  Record<'orders' | 'shipping' | 'desk', AnyService>
>;
const { samples } = (await import(join(folder, 'src/demo/samples.gen.ts'))) as {
  readonly samples: Readonly<Record<string, () => Readonly<Record<string, unknown>>>>;
};
const { calls } = (await import(join(folder, 'src/services/orders/place.ts'))) as { readonly calls: string[] };

function bench(ticks = 0) {
  const bus = createMemoryBus();
  const clock = createVirtualClock();
  const random = createRandom(1);
  const published: string[] = [];
  const noted: string[] = [];
  const stores = new Map<AnyService, MemoryStore>();
  const running = new Map<AnyService, { stop(): Promise<void> }>();
  return {
    published,
    noted,
    clock,
    /** Starts a service; again on the store that it had. */
    async start(service: AnyService): Promise<MemoryStore> {
      await running.get(service)?.stop();
      const store = stores.get(service) ?? createMemoryStore();
      stores.set(service, store);
      running.set(
        service,
        await service.start({
          transport: bus,
          clock,
          random,
          store,
          ticks,
          onDeadLetter: ({ reason }) => void noted.push(reason),
          observer: {
            onStep: ({ fired }) => {
              for (const { emitted } of fired) for (const event of emitted) published.push(shown(event));
            },
            onDrop: ({ event, why }) => void noted.push(`${nameOf(event)}: ${why}`),
            onNoInstance: ({ reaction, event }) => void noted.push(`${reaction}: no instance for ${nameOf(event)}`),
          },
        }),
      );
      return store;
    },
    async send(name: string, data: object): Promise<CloudEvent> {
      const event: CloudEvent = {
        specversion: '1.0',
        id: random.id(),
        source: sourceOf('Payments', 'Shopper'),
        type: `Payments.${name}`,
        time: new Date(clock.now()).toISOString(),
        datacontenttype: 'application/json',
        correlationid: random.id(),
        data,
      };
      await this.publish(event);
      return event;
    },
    async publish(event: CloudEvent): Promise<void> {
      await bus.publish(event);
      while (await bus.deliverNext());
    },
    async rest(): Promise<void> {
      do while (await bus.deliverNext());
      while (await clock.advance());
    },
  };
}

function nameOf({ type }: CloudEvent): string {
  return type.replace('Payments.', '');
}

/** With the numbers of its ids. */
function shown(event: CloudEvent): string {
  const ids = event.subject?.split(',').map(one => Number(one.slice(-4))) ?? [];
  return [nameOf(event), ...ids].join(' ');
}

test("a webhook under the provider's own id finds its order once the request for payment has linked them", async () => {
  const b = bench();
  const store = await b.start(orders);
  await b.send('MoneyReceived', { intentId: intent(2), amount: '2' });
  expect(b.noted).toEqual(['pay: no instance for MoneyReceived']);
  expect(store.cases.size).toBe(0);

  await b.send('CartFilled', { total: '1' });
  await b.send('CartFilled', { total: '2' });
  await b.send('MoneyReceived', { intentId: intent(2), amount: '2' });
  await b.send('ReceiptViewed', { intentId: intent(7) });
  expect(b.published).toEqual([
    'OrderPlaced 1',
    'PaymentRequested 1 1',
    'OrderPlaced 2',
    'PaymentRequested 2 2',
    'OrderPaid 2',
  ]);
  expect([...store.cases].map(([name, { state }]) => [name, state])).toEqual([
    [`orderId=${order(1)}`, { phase: 'placed' }],
    [`orderId=${order(2)}`, { phase: 'paid' }],
  ]);
  await b.rest();
  expect(b.published.slice(5)).toEqual(['PaymentLate 1']);
  expect(b.noted).toHaveLength(1);
});

test('a redelivery begins nothing again, and pays nothing twice', async () => {
  const b = bench();
  await b.start(orders);
  calls.length = 0;
  const filled = await b.send('CartFilled', { total: '1' });
  await b.publish(filled);
  const received = await b.send('MoneyReceived', { intentId: intent(1), amount: '1' });
  await b.publish(received);
  await b.send('MoneyReceived', { intentId: intent(1), amount: '1' });
  await b.rest();
  expect(calls).toEqual(['1']);
  expect(b.published).toEqual(['OrderPlaced 1', 'PaymentRequested 1 1', 'OrderPaid 1']);
  expect(b.noted).toEqual(['CartFilled: redelivery', 'MoneyReceived: redelivery']);
});

test('a restart on the same store knows the links, the states and the timers', async () => {
  const b = bench();
  await b.start(orders);
  await b.send('CartFilled', { total: '1' });
  await b.send('CartFilled', { total: '2' });
  await b.start(orders);
  await b.send('MoneyReceived', { intentId: intent(1), amount: '1' });
  await b.rest();
  expect(b.published.slice(4)).toEqual(['OrderPaid 1', 'PaymentLate 2']);
});

test('a join by the customer asks whether the order is blocked, and gives up for the order', async () => {
  const b = bench();
  const store = await b.start(shipping);
  await b.send('Blocked', { orderId: order(1) });
  for (const number of [1, 2, 3]) {
    await b.send('OrderOpened', { orderId: order(number), customerId: customer(number) });
    if (number < 3) await b.send('CustomerApproved', { customerId: customer(number) });
  }
  expect(b.published).toEqual(['Shipped 2 2']);
  await b.send('CustomerApproved', { customerId: customer(4) });
  expect(b.noted).toEqual([
    'OrderOpened: no match',
    'CustomerApproved: no match',
    'ship: no instance for CustomerApproved',
  ]);
  await b.start(shipping);
  await b.rest();
  expect(b.published).toEqual(['Shipped 2 2', 'Abandoned 3']);
  expect([...store.cases.values()].flatMap(({ joins, timers }) => [...Object.keys(joins), ...timers])).toEqual([]);
});

test('under `by nothing` all cases and the schedule share one state, and what the schedule started is cancelled', async () => {
  const b = bench(2);
  const store = await b.start(desk);
  for (const number of [1, 2]) await b.send('OrderPlaced', { orderId: order(number), total: '1' });
  await b.send('ShopClosed', {});
  await b.send('ShopClosed', {});
  expect(b.published).toEqual(['Counted']);
  expect(b.noted).toEqual(['ShopClosed: no match']);

  await b.clock.advance();
  expect([...store.cases].map(([name, { state, timers }]) => [name, state, timers.length])).toEqual([
    ['*', { orders: 2, isOpen: true }, 1],
  ]);
  await b.send('ShopClosed', {});
  await b.start(desk);
  await b.rest();
  expect(b.published).toEqual(['Counted', 'Counted', 'Nudge', 'Nudge']);
  expect([...store.cases.keys()]).toEqual(['*']);
});

test('examples of the message that links and of the one that follows have the same ids', () => {
  const { orderId, intentId } = samples['PaymentRequested']?.() ?? {};
  expect(samples['MoneyReceived']?.()).toMatchObject({ intentId });
  expect(samples['OrderPlaced']?.()).toMatchObject({ orderId });
  expect(intentId).not.toBe(orderId);
});
