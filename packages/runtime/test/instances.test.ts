/** Services that keep their state by one key and take messages by another. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  all,
  cancel,
  createMemoryBus,
  createMemoryStore,
  createRandom,
  createSimulation,
  createVirtualClock,
  defineService,
  formatFlow,
  join,
  later,
  publish,
  reaction,
  set,
  single,
  works,
  type CloudEvent,
  type Contract,
  type Effect,
  type ServiceDefinition,
  type ServiceOptions,
  type Store,
} from '../src/index.ts';
import { createEvent } from '../src/step.ts';
import type { Deliver } from '../src/transport.ts';
import { drawn } from '../../model/test/randomness.ts';

function contract<F extends string>(name: string, ...key: readonly F[]): Contract<Readonly<Record<F, string>>> {
  const fields = Object.fromEntries(key.map(field => [field, z.string()]));
  return {
    name,
    type: `Test.${name}`,
    key,
    schema: z.object(fields) as unknown as Contract<Record<F, string>>['schema'],
  };
}

const Cart = contract('Cart');
const Placed = contract('Placed', 'order');
const Requested = contract('Requested', 'order', 'intent');
const Money = contract('Money', 'intent');
const Late = contract('Late', 'order');
const Paid = contract('Paid', 'order');

type State = { readonly placed: boolean; readonly seen: number };
type Entry = ServiceDefinition<State, { readonly Requested: typeof Requested }>;
interface Key {
  readonly [field: string]: unknown;
  readonly order: string;
}

const initial: State = { placed: false, seen: 0 };
const links = [{ by: Requested, keys: ['intent'] }];

/** `place: on Placed -> Requested & set placed = true`, `pay: on Money when placed -> Paid & …`. */
const place = (order: (placed: { readonly order: string }) => Promise<string> = async ({ order: own }) => own) =>
  reaction<{ readonly order: string }, State>({
    name: 'place',
    on: single(Placed),
    run: async placed => [
      set<State>({ placed: true }),
      publish(Requested, { order: await order(placed), intent: `${placed.order}-intent` }),
    ],
  });
const pay = reaction<{ readonly intent: string }, State>({
  name: 'pay',
  on: single(Money),
  linkedBy: ['intent'],
  when: (_money, { placed }) => placed,
  run: works(
    () => undefined,
    (_money, { seen }, key: Key) => [set<State>({ seen: seen + 1 }), publish(Paid, { order: key.order })],
  ),
});

function orders(reactions: Entry['reactions'], rest: Partial<Entry> = {}) {
  return defineService<State, Entry['entries']>({
    choreography: 'Test',
    name: 'Orders',
    key: ['order'],
    links,
    state: initial,
    reactions,
    entries: { Requested },
    ...rest,
  });
}

async function start(service: ReturnType<typeof orders>, given: Partial<ServiceOptions> = {}) {
  const bus = createMemoryBus();
  const clock = createVirtualClock();
  const random = createRandom(1);
  const store = createMemoryStore();
  const published: string[] = [];
  const noted: string[] = [];
  const running = await service.start({
    transport: bus,
    clock,
    random,
    store,
    onDeadLetter: ({ reason }) => void noted.push(reason),
    observer: {
      onStep: ({ fired }) => void published.push(...fired.flatMap(({ emitted }) => emitted.map(shown))),
      onDrop: ({ event, why }) => void noted.push(`${event.type}: ${why}`),
      onNoInstance: ({ reaction: name, event }) => void noted.push(`${name} has no instance for ${event.type}`),
    },
    ...given,
  });
  return {
    bus,
    clock,
    store,
    running,
    published,
    noted,
    async send<T>(message: Contract<T>, data: T): Promise<CloudEvent> {
      const origin = { source: '/Test/Outside', now: clock.now(), newId: () => random.id() };
      const event = createEvent(message, data, origin, undefined);
      await bus.publish(event);
      while (await bus.deliverNext());
      return event;
    },
    async rest() {
      do while (await bus.deliverNext());
      while (await clock.advance());
    },
  };
}

function shown({ type, subject }: CloudEvent): string {
  return `${type.replace('Test.', '')} ${subject ?? '-'}`;
}

test('a message with another key finds its instance once a message that was emitted has linked them, and not before', async () => {
  const b = await start(orders([place(), pay]));
  await b.send(Money, { intent: 'a-intent' });
  expect(b.noted).toEqual(['pay has no instance for Test.Money']);
  await b.send(Placed, { order: 'a' });
  await b.send(Placed, { order: 'b' });
  await b.send(Money, { intent: 'a-intent' });
  expect(b.published).toEqual(['Requested a,a-intent', 'Requested b,b-intent', 'Paid a']);
  expect(b.store.cases.get('order=a')?.state).toEqual({ placed: true, seen: 1 });
  expect(b.store.cases.get('order=b')?.state).toEqual({ placed: true });
  expect([...b.store.cases.keys()]).toEqual(['order=a', 'order=b']);
});

test('a message that is taken links too, even if nothing fires on it', async () => {
  const never = reaction<{ readonly order: string }, State>({
    name: 'never',
    on: single(Requested),
    when: () => false,
    run: works(() => undefined),
  });
  const placing = reaction<{ readonly order: string }, State>({
    name: 'place',
    on: single(Placed),
    run: works(
      () => undefined,
      () => [set<State>({ placed: true })],
    ),
  });
  const b = await start(orders([placing, never, pay]));
  await b.send(Placed, { order: 'a' });
  await b.send(Requested, { order: 'a', intent: 'i' });
  await b.send(Money, { intent: 'i' });
  expect(b.published).toEqual(['Paid a']);
});

test('an entry links before it goes out, and a timer as it goes off', async () => {
  const b = await start(orders([place(async () => 'other'), pay]));
  await b.send(Placed, { order: 'a' });
  await b.running.emit.Requested({ order: 'a', intent: 'mine' });
  await b.send(Money, { intent: 'mine' });
  expect(b.published).toEqual(['Requested other,a-intent', 'Requested a,mine', 'Paid a']);

  const waiting = reaction<{ readonly order: string }, State>({
    name: 'place',
    on: single(Placed),
    run: works(
      () => undefined,
      ({ order }) => [set<State>({ placed: true }), later(Requested, 1_000, { order, intent: 'later' })],
    ),
  });
  const c = await start(orders([waiting, pay]));
  await c.send(Placed, { order: 'a' });
  await c.send(Money, { intent: 'later' });
  await c.rest();
  await c.send(Money, { intent: 'later' });
  expect(c.noted).toEqual(['pay has no instance for Test.Money']);
  expect(c.published).toEqual(['Requested a,later', 'Paid a']);
});

test('a reaction that needs no instance fires without one', async () => {
  const free = reaction<{ readonly intent: string }, State>({
    name: 'note',
    on: single(Money),
    isFree: true,
    run: works(
      () => undefined,
      ({ intent }) => [publish(Late, { order: `none for ${intent}` })],
    ),
  });
  const b = await start(orders([free, pay]));
  await b.send(Money, { intent: 'i' });
  expect(b.published).toEqual(['Late none for i']);
  expect(b.noted).toEqual(['pay has no instance for Test.Money']);
  expect(b.store.cases.size).toBe(0);
});

test('what a reaction emits begins its instance: its state and its timers are kept there', async () => {
  let next = 0;
  const begin = reaction<object, State>({
    name: 'begin',
    on: single(Cart),
    begins: true,
    run: async () => {
      const order = `o${++next}`;
      return [publish(Placed, { order }), later(Late, 1_000, { order }), set<State>({ placed: true })];
    },
  });
  const stop = reaction<{ readonly order: string }, State>({
    name: 'stop',
    on: single(Paid),
    when: (_paid, { placed }) => placed,
    run: works(
      () => undefined,
      () => [cancel(Late)],
    ),
  });
  const b = await start(orders([begin, stop]));
  const first = await b.send(Cart, {});
  await b.send(Cart, {});
  expect(b.store.cases.get('order=o1')?.state).toEqual({ placed: true });
  await b.send(Paid, { order: 'o1' });
  await b.bus.publish(first);
  await b.rest();
  expect(b.published).toEqual(['Placed o1', 'Placed o2', 'Late o2']);
  expect(b.noted).toEqual(['Test.Cart: redelivery']);
  expect(next).toBe(2);
  expect([...b.store.cases.keys()]).toEqual(['order=o1', 'order=o2']);
});

test('several that begin at once are instances of their own, and what exists already is not reset', async () => {
  const begin = reaction<object, State>({
    name: 'begin',
    on: single(Cart),
    begins: true,
    run: () => {
      const effects: Effect[] = ['a', 'b'].map(order => publish(Placed, { order }));
      return Promise.resolve([...effects, set<State>({ placed: true })]);
    },
  });
  const b = await start(orders([begin, pay]));
  await b.send(Requested, { order: 'a', intent: 'i' });
  await b.running.emit.Requested({ order: 'a', intent: 'i' });
  await b.send(Cart, {});
  await b.send(Money, { intent: 'i' });
  await b.send(Cart, {});
  expect(b.store.cases.get('order=a')?.state).toEqual({ placed: true, seen: 1 });
  expect(b.store.cases.get('order=b')?.state).toEqual({ placed: true });
});

test('an emission that names no valid instance is asked for again, then given up', async () => {
  let calls = 0;
  const begin = reaction<object, State>({
    name: 'begin',
    on: single(Cart),
    begins: true,
    run: () => {
      calls++;
      return Promise.resolve([publish<unknown>(Placed, { order: calls < 2 ? 1 : 'o' }), set<State>({ placed: true })]);
    },
  });
  const b = await start(orders([begin]), { attempts: 2 });
  await b.send(Cart, {});
  expect(b.store.cases.get('order=o')?.state).toEqual({ placed: true });
  calls = -2;
  await b.send(Cart, {});
  expect(b.noted).toEqual([expect.stringMatching(/^handling it failed: Placed violates its contract: order/)]);
  expect(b.published).toEqual(['Placed o']);
});

test('a message that looks up a link waits for the one that is about to make it', async () => {
  let open: () => void = () => undefined;
  const held = new Promise<void>(resolve => (open = resolve));
  const taking = reaction<{ readonly order: string }, State>({
    name: 'take',
    on: single(Requested),
    run: async () => {
      await held;
      return [set<State>({ placed: true })];
    },
  });
  const published: string[] = [];
  let deliver: Deliver = () => Promise.resolve({ kind: 'finished' });
  await orders([taking, pay]).start({
    transport: {
      publish: () => Promise.resolve(),
      subscribe(_service, _types, to) {
        deliver = to;
        return Promise.resolve(() => Promise.resolve());
      },
    },
    observer: { onStep: ({ fired }) => void published.push(...fired.flatMap(({ emitted }) => emitted.map(shown))) },
  });
  let id = 0;
  const origin = { source: '/Test/Outside', now: 0, newId: () => String(++id) };
  const linking = deliver(createEvent(Requested, { order: 'a', intent: 'i' }, origin, undefined));
  const linked = deliver(createEvent(Money, { intent: 'i' }, origin, undefined));
  const other = deliver(createEvent(Money, { intent: 'another' }, origin, undefined));
  await other;
  expect(published).toEqual([]);
  open();
  await Promise.all([linking, linked]);
  expect(published).toEqual(['Paid a']);
});

test('links are part of the commit: what fails to commit has not linked, and a restart keeps what did', async () => {
  const kept = createMemoryStore();
  let isDown = true;
  const store: Store = {
    ...kept,
    commit: changes => (isDown ? Promise.reject(new Error('disk full')) : kept.commit(changes)),
  };
  const b = await start(orders([place(), pay]), { store });
  const origin = { source: '/Test/Outside', now: 0, newId: () => 'placed' };
  await b.bus.publish(createEvent(Placed, { order: 'a' }, origin, undefined));
  await b.bus.deliverNext();
  expect(await store.linked('intent=a-intent')).toBeUndefined();
  isDown = false;
  await b.bus.deliverNext();
  expect(await store.linked('intent=a-intent')).toEqual({ order: 'a' });
  const again = await start(orders([place(), pay]), { store });
  await again.send(Money, { intent: 'a-intent' });
  expect(again.published).toEqual(['Paid a']);
});

const Opened = contract('Opened', 'order', 'customer');
const Approved = contract('Approved', 'customer');

/** `ship: on Opened and Approved by customer within 1s else Late when not placed at most 1 times`. */
const ship = join<{ readonly Opened: typeof Opened; readonly Approved: typeof Approved }, State>({
  name: 'ship',
  on: all({ Opened, Approved }),
  by: ['customer'],
  linkedBy: ['customer'],
  whenEach: (_each, { placed }) => !placed,
  within: {
    milliseconds: 1_000,
    otherwise: works(
      () => undefined,
      (_waited, { seen }, key: Key) => [publish(Late, { order: key.order }), set<State>({ seen: seen + 10 })],
    ),
  },
  atMost: { times: 1, otherwise: async () => [] },
  run: async (_joined, { state, key }) => [
    publish(Paid, { order: String(key['order']) }),
    set<State>({ seen: state.seen + 1 }),
  ],
});
const block = reaction<{ readonly order: string }, State>({
  name: 'block',
  on: single(Placed),
  run: works(
    () => undefined,
    () => [set<State>({ placed: true })],
  ),
});
const joining = () => orders([block, ship], { links: [{ by: Opened, keys: ['customer'] }] });

test('a join by another key collects by that key, and asks and sets the state of the service', async () => {
  const b = await start(joining());
  await b.send(Opened, { order: 'a', customer: 'c' });
  expect([...b.store.cases.keys()]).toEqual(['customer=c']);
  await b.send(Approved, { customer: 'c' });
  expect(b.published).toEqual(['Paid a']);
  expect(b.store.cases.get('order=a')).toMatchObject({ state: { seen: 1 }, fired: { ship: 1 }, joins: {} });
  expect(b.store.cases.get('customer=c')).toMatchObject({ state: {}, fired: {}, joins: {} });

  await b.send(Placed, { order: 'b' });
  await b.send(Opened, { order: 'b', customer: 'd' });
  await b.send(Approved, { customer: 'd' });
  expect(b.published).toEqual(['Paid a']);
});

test('its limit counts for the instance, whatever key it collects by', async () => {
  const b = await start(joining());
  for (const customer of ['c', 'd']) {
    await b.send(Opened, { order: 'a', customer });
    await b.send(Approved, { customer });
  }
  expect(b.published).toEqual(['Paid a']);
});

test('... and it gives up for the instance', async () => {
  const b = await start(joining());
  await b.send(Opened, { order: 'a', customer: 'c' });
  await b.rest();
  expect(b.published).toEqual(['Late a']);
  expect(b.store.cases.get('order=a')?.state).toEqual({ seen: 10 });
  expect(b.store.cases.get('customer=c')).toMatchObject({ joins: {}, timers: [] });
});

test('of two orders of one customer, the join acts on the one whose message it takes', async () => {
  const b = await start(joining());
  await b.send(Opened, { order: 'a', customer: 'c' });
  await b.send(Opened, { order: 'b', customer: 'c' });
  await b.send(Approved, { customer: 'c' });
  expect(b.published).toEqual(['Paid a']);
  expect(b.store.cases.get('order=a')?.state).toEqual({ seen: 1 });
  await b.rest();
  expect(b.published).toEqual(['Paid a', 'Late b']);
});

test('one instance for all cases: a schedule acts on it, and reactions cancel what it started', async () => {
  const ticks: string[] = [];
  const stop = reaction<{ readonly order: string }, State>({
    name: 'stop',
    on: single(Placed),
    when: (_placed, { seen }) => seen > 0,
    run: works(
      () => undefined,
      () => [cancel(Late)],
    ),
  });
  const everySecond = {
    name: 'everySecond',
    milliseconds: 1_000,
    run: works<object, State>(
      (_tick, { idempotencyKey, attempt }) => {
        ticks.push(idempotencyKey);
        if (attempt === 1) throw new Error('again');
      },
      (_tick, { seen }) => [set<State>({ seen: seen + 1 }), later(Late, 500, { order: `${seen}` })],
    ),
  };
  const service = () => orders([stop], { key: [], links: [], schedules: [everySecond] });
  const b = await start(service(), { ticks: 1 });
  await b.send(Placed, { order: 'x' });
  await b.clock.advance();
  await b.send(Placed, { order: 'y' });
  await b.rest();
  expect(b.published).toEqual([]);
  await b.running.stop();
  const { store, clock } = b;
  const again = await start(service(), { ticks: 1, store, clock });
  await clock.advance();
  await clock.advance();
  expect(again.published).toEqual(['Late 1']);
  expect([...store.cases]).toMatchObject([['*', { state: { seen: 2 }, timers: [] }]]);
  expect(ticks).toHaveLength(4);
  expect(new Set(ticks).size).toBe(2);
});

test('a flow tells which message found no instance, and links by what a service sends itself', async () => {
  const flowOf = async (who?: string) => {
    const simulation = await createSimulation({ choreography: 'Test', services: [orders([place(), pay])] });
    if (who !== undefined) await simulation.emit(who, Requested, { order: 'a', intent: 'a-intent' });
    await simulation.emit('Bank', Money, { intent: 'a-intent' });
    return simulation.run();
  };
  const flow = await flowOf();
  expect(flow.withoutInstance).toMatchObject([{ by: 'Orders.pay', event: { type: 'Test.Money' } }]);
  expect(formatFlow(flow)).toContain('…  Orders.pay found no instance for #1');
  // Only what the service itself sends links.
  expect((await flowOf('Shop')).withoutInstance).toHaveLength(1);
  expect((await flowOf('Orders')).withoutInstance).toEqual([]);
});

/** `begin: on Cart -> Placed & set …`, whose handler names one of a few orders. */
const beginAny = reaction<object, State>({
  name: 'begin',
  on: single(Cart),
  begins: true,
  run: async (_cart, { events }) => [
    publish(Placed, { order: String(Number(events[0]?.id) % 3) }),
    set<State>({ placed: true }),
  ],
});
const countPlaced = reaction<{ readonly order: string }, State>({
  name: 'count',
  on: single(Placed),
  run: works(
    () => undefined,
    ({ order }, { seen }) => [
      set<State>({ placed: true, seen: seen + 1 }),
      publish(Requested, { order, intent: order }),
    ],
  ),
});
const countOpened = reaction<{ readonly order: string }, State>({
  name: 'open',
  on: single(Opened),
  run: works(
    () => undefined,
    (_opened, { seen }) => [set<State>({ seen: seen + 1 })],
  ),
});
const many = () =>
  orders([beginAny, countPlaced, pay, countOpened, { ...ship, accepts: () => true, fire: () => async () => [] }], {
    links: [...links, { by: Opened, keys: ['customer'] }],
  });

test('deliveries at once, on a store that takes its time, all come to an end, and none overwrites what another has counted', async () => {
  const few = fc.integer({ min: 0, max: 2 }).map(String);
  const message: fc.Arbitrary<readonly [Contract<never>, object]> = fc.oneof(
    fc.constant([Cart, {}] as const),
    few.map(order => [Placed, { order }] as const),
    few.map(intent => [Money, { intent }] as const),
    fc.tuple(few, few).map(([order, customer]) => [Opened, { order, customer }] as const),
    few.map(customer => [Approved, { customer }] as const),
  ) as fc.Arbitrary<readonly [Contract<never>, object]>;
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 40 }), fc.infiniteStream(fc.nat(6)), async (messages, delays) => {
      const kept = createMemoryStore();
      const slowly = async <T>(work: () => Promise<T>): Promise<T> => {
        const { value } = delays.next();
        for (let turn = 0; turn < Number(value); turn++) await Promise.resolve();
        return work();
      };
      const store: Store = {
        ...kept,
        isHandled: identity => slowly(() => kept.isHandled(identity)),
        load: caseName => slowly(() => kept.load(caseName)),
        linked: name => slowly(() => kept.linked(name)),
        commit: changes => {
          if (changes.handled !== undefined) handled.push(changes.handled);
          return slowly(() => kept.commit(changes));
        },
      };
      const handled: string[] = [];
      const fired: string[] = [];
      let deliver: Deliver = () => Promise.resolve({ kind: 'finished' });
      await many().start({
        clock: createVirtualClock(),
        store,
        transport: {
          publish: () => Promise.resolve(),
          subscribe(_service, _types, to) {
            deliver = to;
            return Promise.resolve(() => Promise.resolve());
          },
        },
        onDeadLetter: ({ reason }) => Promise.reject(new Error(reason)),
        observer: {
          onStep: step => {
            for (const { reaction: name, because } of step.fired) if (because === 'trigger') fired.push(name);
          },
        },
      });
      let id = 0;
      const origin = { source: '/Test/Outside', now: 0, newId: () => String(id++) };
      const events = messages.map(([sent, data]) => createEvent(sent, data, origin, undefined));
      await Promise.all([...events, ...events.slice(0, 5)].map(event => deliver(event)));
      expect(new Set(handled).size).toBe(events.length);
      expect(handled).toHaveLength(events.length);
      const records = [...kept.cases.values()];
      const counting = fired.filter(name => name !== 'begin' && name !== 'ship').length;
      const shipped = fired.filter(name => name === 'ship').length;
      const seen = records.reduce((sum, { state }) => sum + Number(state['seen'] ?? 0), 0);
      expect(seen).toBe(counting);
      expect(shipped).toBe(records.reduce((sum, one) => sum + (one.fired['ship'] ?? 0), 0));
    }),
    drawn(11, 200),
  );
});
