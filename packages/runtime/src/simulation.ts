/** Runs services together on the in-memory bus and a virtual clock, until they come to rest or step by step. */
import { createVirtualClock, type TaskSubject } from './clock.ts';
import { sourceOf, type CloudEvent } from './cloud-event.ts';
import type { Contract, PayloadOf } from './contract.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { FlowEvent, Flow } from './flow.ts';
import { createMemoryBus, type BusOptions, type HowDelivered, type PendingDelivery } from './memory-bus.ts';
import { createRandom } from './random.ts';
import { createMemoryStore } from './memory-store.ts';
import type { AnyService } from './service.ts';
import type { ServiceOptions, StepReport } from './service-definition.ts';
import { createEvent } from './step.ts';

export interface SimulationOptions extends BusOptions {
  readonly choreography: string;
  readonly services: readonly AnyService[];
  /** The exits: CloudEvents types and their receivers. */
  readonly exits?: readonly { readonly type: string; readonly receiver: string }[];
  /** The names of messages in the report, by CloudEvents type. */
  readonly names?: Readonly<Record<string, string>>;
  /** The run stops after this many deliveries and timers. Default 1000. */
  readonly maxSteps?: number;
  /** How often each `every` schedule runs. Default 1. */
  readonly ticks?: number;
  readonly attempts?: ServiceOptions['attempts'];
  /**
   * Messages from outside come at any moment, and timers go off while messages are still on their way. Without it, messages from
   * outside come first, and time passes when nothing is left to deliver.
   */
  readonly races?: boolean;
  /** Which messages that need not come from outside do come: these, or those that the seed picks. Default: none. */
  readonly optional?: 'random' | readonly string[];
}

/** How often a message comes from outside: as behind its name in the model, or `one`. */
export type Occurrence = 'one' | 'optional' | 'many' | 'some';

/** What can happen next; `take` makes it happen. */
export type Move =
  /** A message of an outside participant that has not come yet. */
  | { readonly kind: 'enter'; readonly who: string; readonly message: string }
  | ({ readonly kind: 'deliver' } & PendingDelivery)
  /** Time passes until a timer goes off, a join gives up waiting or a schedule ticks. If it is not the next one, those before it are late. */
  | ({ readonly kind: 'wait'; readonly at: number } & Partial<TaskSubject>);

export interface Simulation {
  /** Publishes a message on behalf of an outside participant. */
  emit<C extends Contract>(who: string, contract: C, data: PayloadOf<C>): Promise<CloudEvent>;
  /** The same, as often as `optional` says and, with `races`, at any moment of the run. */
  enter<C extends Contract>(who: string, contract: C, data: PayloadOf<C>, occurrence?: Occurrence): Promise<void>;
  /**
   * The same once one of the messages in `after` has happened and, without `races`, what was on its way has arrived. It answers the
   * first of them: it is part of that flow, and has that message's keys.
   */
  answer<C extends Contract>(
    who: string,
    after: readonly [Contract, ...Contract[]],
    contract: C,
    data: PayloadOf<C>,
    occurrence?: Occurrence,
  ): void;
  /** All that can happen next. */
  moves(): readonly Move[];
  /** Makes one of the `moves` happen; a delivery can also come twice or be lost, where its channel allows it. */
  take(move: Move, how?: HowDelivered): Promise<void>;
  /** Goes on until nothing is left to do. */
  run(): Promise<Flow>;
  /** What has happened so far. */
  flow(): Flow;
}

/** How often a message comes whose number is open, where chance decides. */
const mostEntries = 2;

export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const clock = createVirtualClock();
  const start = clock.now();
  const bus = createMemoryBus({ ...options, clock });
  const random = createRandom((options.seed ?? 1) ^ 0x5eed);
  const chance = createRandom((options.seed ?? 1) ^ 0xd1ce);
  const events: FlowEvent[] = [];
  const deadLetters: DeadLetter[] = [];
  const withoutInstance: { readonly by: string; readonly event: CloudEvent }[] = [];
  /** Refused since anything has last happened, and so for ever, if nothing else does. */
  const refused = new Map<string, Flow['refused'][number]>();
  let dropped = 0;

  function record(event: CloudEvent, by: string, because: FlowEvent['because'], causes: readonly CloudEvent[]): void {
    const exits = (options.exits ?? []).filter(({ type }) => type === event.type).map(({ receiver }) => receiver);
    const name = options.names && Object.hasOwn(options.names, event.type) ? options.names[event.type] : undefined;
    events.push({ event, name: name ?? event.type, by, because, causes, exits, elapsed: clock.now() - start });
  }
  function recordStep({ service, fired }: StepReport): void {
    refused.clear();
    for (const { reaction, because, causes, emitted } of fired) {
      const by = reaction === '' ? service : `${service}.${reaction}`;
      for (const event of emitted) record(event, by, because, causes);
    }
  }

  const stores = new Map(options.services.map(service => [service.name, createMemoryStore()]));
  for (const service of options.services) {
    const store = stores.get(service.name);
    await service.start({
      transport: bus,
      ...(store && { store }),
      clock,
      random,
      ticks: options.ticks ?? 1,
      ...(options.attempts !== undefined && { attempts: options.attempts }),
      onDeadLetter: letter => void deadLetters.push(letter),
      observer: {
        onStep: recordStep,
        onDrop: ({ why }) => void (why === 'redelivery' && dropped++),
        onNoInstance: ({ reaction, event }) => void withoutInstance.push({ by: `${service.name}.${reaction}`, event }),
        onRefuse({ service: by, event, bounded }) {
          if (!bounded) refused.set(`${by} ${event.source} ${event.id}`, { by, event });
        },
      },
    });
  }

  interface Outside {
    readonly who: string;
    readonly message: string;
    /** What it answers: it waits for the first of these. */
    readonly after: readonly Contract[] | undefined;
    readonly emit: (answered: CloudEvent | undefined) => Promise<unknown>;
  }
  /** Messages from outside that are still to come, and those that need not come and do not. */
  const outside: Outside[] = [];
  const declined: Outside[] = [];
  /** What each move does; false if it is not possible any more. */
  const effects = new WeakMap<Move, (how?: HowDelivered) => Promise<boolean>>();
  let steps = 0;

  /** An entry of a service links as if the service itself had sent it. */
  async function link(who: string, event: CloudEvent): Promise<void> {
    const links = options.services.find(({ name }) => name === who)?.linksBy(event) ?? [];
    if (links.length > 0) await stores.get(who)?.commit({ cases: new Map(), links, outbox: [] });
  }
  async function emit(who: string, contract: Contract, data: unknown, cause?: CloudEvent): Promise<CloudEvent> {
    const source = sourceOf(options.choreography, who);
    const event = createEvent(contract, data, { source, now: clock.now(), newId: () => random.id() }, cause);
    record(event, who, 'entry', cause ? [cause] : []);
    await link(who, event);
    await bus.publish(event);
    return event;
  }
  function answeredBy({ after }: Outside): CloudEvent | undefined {
    return after && events.find(({ event }) => after.some(({ type }) => type === event.type))?.event;
  }
  /** What can come from outside now. */
  function ready(): readonly Outside[] {
    return outside.filter(entry => !entry.after || answeredBy(entry) !== undefined);
  }
  /** Whether nothing is left to do: what is left on the bus is refused whenever it comes, or waits behind that. */
  function isAtRest(): boolean {
    const isOnlyRefused = bus.pending === bus.waiting && bus.paused === refused.size;
    return isOnlyRefused && clock.pending === bus.paused && ready().length === 0;
  }
  function timesOf(message: string, occurrence: Occurrence): number {
    const { optional = [] } = options;
    const least = occurrence === 'one' || occurrence === 'some' ? 1 : 0;
    if (optional !== 'random') return least === 0 && optional.includes(message) ? 1 : least;
    const most = occurrence === 'one' || occurrence === 'optional' ? 1 : mostEntries;
    return least + Math.floor(chance.next() * (most - least + 1));
  }
  async function send(entry: Outside): Promise<boolean> {
    const position = outside.indexOf(entry);
    if (position < 0) return false;
    outside.splice(position, 1);
    await entry.emit(answeredBy(entry));
    return true;
  }
  /** One step of a run; false if nothing is left to do. */
  async function step(): Promise<boolean> {
    if (isAtRest()) return false;
    const entries = ready();
    const [first] = entries;
    if (!options.races) return (await bus.deliverNext()) || (first ? send(first) : clock.advance());
    const deliveries = bus.deliverable.length;
    const picked = Math.floor(chance.next() * (deliveries + entries.length + Math.min(1, clock.pending)));
    if (picked < deliveries) return (await bus.deliverNext()) || clock.advance();
    const entry = entries[picked - deliveries];
    return entry ? send(entry) : clock.advance();
  }
  function moveThat(move: Move, effect: (how?: HowDelivered) => Promise<boolean>): Move {
    effects.set(move, effect);
    return move;
  }
  function flow(): Flow {
    const cases = [...stores].flatMap(([service, store]) =>
      [...store.cases].map(([caseName, kept]) => ({ service, case: caseName, ...kept })),
    );
    return {
      events,
      deadLetters,
      waiting: cases.flatMap(({ service, joins }) =>
        Object.entries(joins).map(([reaction, arrivals]) => ({
          by: `${service}.${reaction}`,
          events: arrivals.map(({ event }) => event),
        })),
      ),
      states: cases.flatMap(({ service, case: caseName, state: values }) =>
        Object.keys(values).length > 0 ? [{ service, case: caseName, values }] : [],
      ),
      withoutInstance,
      refused: [...refused.values()],
      atRest: isAtRest(),
      steps,
      elapsed: clock.now() - start,
      deliveries: { ...bus.counts, dropped },
    };
  }

  return {
    emit: async (who, contract, data) => emit(who, contract, data),
    answer(who, after, contract, data, occurrence = 'one') {
      const entry: Outside = {
        who,
        message: contract.name,
        after,
        emit: async answered => emit(who, contract, withKeysOf(answered, contract, data), answered),
      };
      for (let times = timesOf(contract.name, occurrence); times > 0; times--) outside.push({ ...entry });
    },
    async enter(who, contract, data, occurrence = 'one') {
      const entry: Outside = {
        who,
        message: contract.name,
        after: undefined,
        emit: async () => emit(who, contract, data),
      };
      const times = timesOf(contract.name, occurrence);
      if (times === 0) declined.push(entry);
      for (let time = 0; time < times; time++) {
        if (options.races) outside.push({ ...entry });
        else await entry.emit(undefined);
      }
    },
    moves: () => [
      ...ready().map(entry => moveThat({ kind: 'enter', who: entry.who, message: entry.message }, () => send(entry))),
      ...bus.deliverable.map(delivery => {
        const { service, event, again } = delivery;
        return moveThat({ kind: 'deliver', service, event, again }, how => bus.deliver(delivery, how));
      }),
      ...clock.tasks.map(task => moveThat({ kind: 'wait', at: task.at, ...task.subject }, () => clock.advance(task))),
    ],
    async take(move, how) {
      if (!(await effects.get(move)?.(how)))
        throw new Error('This move is not possible any more: ask for the `moves` again');
      steps++;
    },
    async run() {
      const [first] = declined;
      // A run in which nothing comes shows nothing.
      if (first && events.length === 0 && outside.every(({ after }) => after)) await first.emit(undefined);
      const most = steps + (options.maxSteps ?? 1_000);
      while (steps < most && (await step())) steps++;
      return flow();
    },
    flow,
  };
}

/** The payload, with the keys that the answered message has too. */
function withKeysOf(answered: CloudEvent | undefined, { key }: Contract, data: unknown): unknown {
  const { data: given } = answered ?? {};
  if (typeof data !== 'object' || data === null || typeof given !== 'object' || given === null) return data;
  const shared = key.filter(field => Object.hasOwn(given, field));
  return { ...data, ...Object.fromEntries(shared.map(field => [field, Reflect.get(given, field)])) };
}
