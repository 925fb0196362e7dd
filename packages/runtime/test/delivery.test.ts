import { expect, test } from 'vitest';
import {
  any,
  choose,
  defineService,
  finished,
  firstOf,
  nothing,
  picks,
  publish,
  reaction,
  set,
  single,
  works,
  type Chosen,
  type Deliver,
  type Handler,
} from '../src/index.ts';
import { Arrived, bench, Lost, Paid, Sent, type Parcel } from './support/parcels.ts';

type State = { readonly phase: 'new' | 'sent'; readonly seen: number };
const initial: State = { phase: 'new', seen: 0 };

interface Emit {
  readonly Arrived: () => Chosen<'Post.carry', 'Arrived'>;
  readonly Lost: () => Chosen<'Post.carry', 'Lost'>;
}
const emit = (sent: Parcel): Emit => ({
  Arrived: () => choose('Post.carry', 'Arrived', [publish(Arrived, sent)]),
  Lost: () => choose('Post.carry', 'Lost', [publish(Lost, sent)]),
});

function post(carry: Handler<Parcel, State, Emit>, seen: unknown[] = []) {
  return defineService({
    choreography: 'Test',
    name: 'Post',
    key: ['id'],
    state: initial,
    reactions: [
      reaction<Parcel, State>({ name: 'carry', on: single(Sent), run: picks('Post.carry', emit, carry) }),
      reaction<Parcel, State>({
        name: 'note',
        on: single(Sent),
        when: (_sent, state) => state.phase === 'new',
        run: works(
          (_sent, context) => void seen.push(context.state.phase),
          (_sent, state) => [set<State>({ phase: 'sent', seen: state.seen + 1 })],
        ),
      }),
      reaction<Parcel, State>({
        name: 'late',
        on: single(Sent),
        when: (_sent, state) => state.phase === 'sent',
        run: works(() => void seen.push('late')),
      }),
    ],
    entries: {},
  });
}

test('an event that is emitted carries correlation, causation, subject and trace of its cause', async () => {
  const b = await bench(post((_sent, { emit: choices }) => choices.Arrived()));
  const cause = await b.send(Sent, { id: 'p7' }, { traceparent: '00-abc', correlationid: 'flow-1' });
  await b.deliver();
  expect(b.published).toMatchObject([
    {
      specversion: '1.0',
      type: 'Test.Arrived',
      source: '/Test/Post',
      subject: 'p7',
      datacontenttype: 'application/json',
      correlationid: 'flow-1',
      causationid: cause.id,
      traceparent: '00-abc',
      time: '2026-01-01T00:00:00.000Z',
      data: { id: 'p7', weight: 1 },
    },
  ]);
});

test('all guards of one delivery see the state as it was, and every matching reaction fires', async () => {
  const seen: unknown[] = [];
  const b = await bench(post((_sent, { emit: choices }) => choices.Lost(), seen));
  await b.send(Sent, {});
  await b.deliver();
  expect(seen).toEqual(['new']);
  expect(b.names()).toEqual(['Lost']);
  await b.send(Sent, {});
  await b.deliver();
  expect(seen).toEqual(['new', 'late']);
  expect(b.store.cases.get('id=p1')?.state).toEqual({ phase: 'sent', seen: 1 });
});

test('cases do not know of one another', async () => {
  const seen: unknown[] = [];
  const b = await bench(post((_sent, { emit: choices }) => choices.Lost(), seen));
  await b.send(Sent, { id: 'a' });
  await b.send(Sent, { id: 'b' });
  await b.deliver();
  expect(seen).toEqual(['new', 'new']);
});

test('the inbox drops an event that comes again, however it came', async () => {
  const b = await bench(post((_sent, { emit: choices }) => choices.Arrived()));
  const event = await b.send(Sent, {});
  await b.bus.publish(event);
  await b.deliver();
  expect(b.names()).toEqual(['Arrived']);
  expect(b.drops).toEqual(['Test.Sent: redelivery']);
});

test('the same id from another source is another event', async () => {
  const b = await bench(post((_sent, { emit: choices }) => choices.Arrived()));
  const event = await b.send(Sent, {});
  await b.bus.publish({ ...event, source: '/Elsewhere' });
  await b.deliver();
  expect(b.names()).toEqual(['Arrived', 'Arrived']);
});

test('a handler that throws is tried again, and nothing of a failed attempt is left', async () => {
  let calls = 0;
  const b = await bench(
    post((_sent, { emit: choices, attempt }) => {
      calls++;
      if (attempt < 3) throw new Error('not yet');
      return choices.Arrived();
    }),
  );
  await b.send(Sent, {});
  await b.deliver();
  expect(calls).toBe(3);
  expect(b.names()).toEqual(['Arrived']);
  expect(b.letters).toEqual([]);
  expect(b.store.cases.get('id=p1')?.state).toEqual({ phase: 'sent', seen: 1 });
});

test('what came through is not called again because another reaction of the delivery failed', async () => {
  const order: string[] = [];
  const service = defineService({
    choreography: 'Test',
    name: 'Two',
    state: {},
    reactions: [
      reaction<Parcel, Readonly<Record<never, never>>>({
        name: 'first',
        on: single(Sent),
        run: works(() => void order.push('first')),
      }),
      reaction<Parcel, Readonly<Record<never, never>>>({
        name: 'second',
        on: single(Sent),
        run: works((_sent, { attempt }) => {
          order.push('second');
          if (attempt === 1) throw new Error('once');
        }),
      }),
    ],
    entries: {},
  });
  const b = await bench(service);
  await b.send(Sent, {});
  await b.deliver();
  expect(order).toEqual(['first', 'second', 'second']);
});

test('a handler that keeps failing ends as a dead letter: reported, with nothing changed', async () => {
  const b = await bench(
    post(() => {
      throw new Error('no van');
    }),
    { service: { attempts: 2 } },
  );
  const event = await b.send(Sent, {});
  await b.deliver();
  expect(b.letters).toMatchObject([
    { service: 'Post', event: { id: event.id }, reason: 'handling it failed: no van', attempts: 2 },
  ]);
  expect(b.published).toEqual([]);
  expect(b.store.cases.size).toBe(0);
});

test('an event whose payload does not fit is a dead letter at once, and no handler sees it', async () => {
  let calls = 0;
  const b = await bench(
    post((_sent, { emit: choices }) => {
      calls++;
      return choices.Arrived();
    }),
  );
  const event = await b.send(Sent, {});
  await b.deliver();
  await b.bus.publish({ ...event, id: 'poisoned', data: { id: 'p1', weight: 'heavy' } });
  await b.deliver();
  expect(calls).toBe(1);
  expect(b.letters).toHaveLength(1);
  expect(b.letters[0]?.reason).toMatch(/^Sent violates its contract: weight: .*expected number/);
});

test('what is not a CloudEvent is a dead letter that says why', async () => {
  let deliver: Deliver = () => Promise.resolve(finished);
  const letters: string[] = [];
  await post((_sent, { emit: choices }) => choices.Arrived()).start({
    transport: {
      publish: () => Promise.resolve(),
      subscribe(_service, _types, deliverTo) {
        deliver = deliverTo;
        return Promise.resolve(() => Promise.resolve());
      },
    },
    onDeadLetter: ({ reason }) => void letters.push(reason),
  });
  await deliver('hello');
  await deliver({ specversion: '0.3', id: '1' });
  await deliver({ specversion: '1.0', id: '1', source: '/x' });
  expect(letters).toEqual([
    'this is not a CloudEvents 1.0 envelope: it is not an object',
    'this is not a CloudEvents 1.0 envelope: `specversion` is not "1.0"',
    'this is not a CloudEvents 1.0 envelope: `type` is missing',
  ]);
});

test('a handler that returns no outcome of its own reaction is refused', async () => {
  const forged: Handler<Parcel, State, Emit> = () =>
    JSON.parse('{"reaction":"Other.thing","alternative":"x","effects":[]}');
  const b = await bench(post(forged), { service: { attempts: 1 } });
  await b.send(Sent, {});
  await b.deliver();
  expect(b.letters[0]?.reason).toContain('The handler of Post.carry must return one outcome of its `emit`');
});

test('an emitted payload is checked before anything of the delivery counts', async () => {
  const broken = (): Emit => ({
    Arrived: () => choose('Post.carry', 'Arrived', [publish(Arrived, JSON.parse('{"id":"p1"}'))]),
    Lost: () => choose('Post.carry', 'Lost', []),
  });
  const service = defineService({
    choreography: 'Test',
    name: 'Post',
    state: initial,
    reactions: [
      reaction<Parcel, State>({
        name: 'carry',
        on: single(Sent),
        run: picks('Post.carry', broken, (_sent, { emit: choices }) => choices.Arrived()),
      }),
    ],
    entries: {},
  });
  const b = await bench(service);
  await b.send(Sent, {});
  await b.deliver();
  expect(b.letters[0]?.reason).toMatch(/Arrived violates its contract: weight/);
  expect(b.published).toEqual([]);
});

test('branches: the first whose guard holds; `or`: one message at a time', async () => {
  const came: string[] = [];
  const on = { Sent, Paid };
  const service = defineService({
    choreography: 'Test',
    name: 'Scales',
    state: {},
    reactions: [
      reaction({
        name: 'weigh',
        on: any(on),
        run: firstOf([
          { when: ({ data }) => data.weight > 10, run: works(({ message }) => void came.push(`heavy ${message}`)) },
          { when: ({ data }) => data.weight > 5, run: works(({ message }) => void came.push(`medium ${message}`)) },
          { when: ({ data }) => data.weight > 4, run: nothing },
          { run: works(({ message }) => void came.push(`light ${message}`)) },
        ]),
      }),
    ],
    entries: {},
  });
  const b = await bench(service);
  for (const weight of [20, 6, 5, 1]) await b.send(weight === 6 ? Paid : Sent, { weight });
  await b.deliver();
  expect(came).toEqual(['heavy Sent', 'medium Paid', 'light Sent']);
});

test('what a service emits of its own accord starts a flow', async () => {
  const service = defineService({ choreography: 'Test', name: 'Desk', state: {}, reactions: [], entries: { Sent } });
  const published: unknown[] = [];
  const running = await service.start({
    transport: {
      publish: event => Promise.resolve(void published.push(event)),
      subscribe: () => Promise.resolve(() => Promise.resolve()),
    },
  });
  const event = await running.emit.Sent({ id: 'p1', weight: 2 }, { correlationid: 'request-9' });
  expect(published).toEqual([event]);
  expect(event).toMatchObject({ type: 'Test.Sent', source: '/Test/Desk', subject: 'p1', correlationid: 'request-9' });
  await expect(running.emit.Sent(JSON.parse('{"id":1}'))).rejects.toThrow('Sent violates its contract');
});
