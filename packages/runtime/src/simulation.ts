/** Runs services together on the in-memory bus and a virtual clock, until they come to rest. */
import { createVirtualClock } from './clock.ts';
import { sourceOf, type CloudEvent } from './cloud-event.ts';
import type { Contract, PayloadOf } from './contract.ts';
import type { DeadLetter } from './dead-letter.ts';
import type { FlowEvent, Flow } from './flow.ts';
import { createMemoryBus, type BusOptions } from './memory-bus.ts';
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
}

export interface Simulation {
  /** Publishes a message on behalf of an outside participant. */
  emit<C extends Contract>(who: string, contract: C, data: PayloadOf<C>): Promise<CloudEvent>;
  /**
   * Does the same during the run: once one of these messages has happened and what was on its way has arrived. It answers the
   * first of them: it is part of that flow, and has that message's keys.
   */
  answer<C extends Contract>(
    who: string,
    after: readonly [Contract, ...Contract[]],
    contract: C,
    data: PayloadOf<C>,
  ): void;
  /** Delivers pending messages and advances the clock until nothing is left to do. */
  run(): Promise<Flow>;
}

export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const clock = createVirtualClock();
  const start = clock.now();
  const bus = createMemoryBus({ ...options, clock });
  const random = createRandom((options.seed ?? 1) ^ 0x5eed);
  const events: FlowEvent[] = [];
  const deadLetters: DeadLetter[] = [];
  const answers: Answer[] = [];
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

  /** An entry of a service links as if the service itself had sent it. */
  async function link(who: string, event: CloudEvent): Promise<void> {
    const links = options.services.find(({ name }) => name === who)?.linksBy(event) ?? [];
    if (links.length > 0) await stores.get(who)?.commit({ cases: new Map(), links, outbox: [] });
  }

  async function enter(who: string, contract: Contract, data: unknown, cause?: CloudEvent): Promise<CloudEvent> {
    const source = sourceOf(options.choreography, who);
    const event = createEvent(contract, data, { source, now: clock.now(), newId: () => random.id() }, cause);
    record(event, who, 'entry', cause ? [cause] : []);
    await link(who, event);
    await bus.publish(event);
    return event;
  }
  /** Sends the first answer whose time has come; false where there is none. */
  async function answerNext(): Promise<boolean> {
    for (const [index, { who, after, contract, data }] of answers.entries()) {
      const answered = events.find(({ event }) => after.some(({ type }) => type === event.type))?.event;
      if (!answered) continue;
      answers.splice(index, 1);
      await enter(who, contract, withKeysOf(answered, contract, data), answered);
      return true;
    }
    return false;
  }

  /** Whether nothing is left to do: what is left on the bus is refused whenever it comes, or waits behind that. */
  const isAtRest = (): boolean =>
    bus.pending === bus.waiting && bus.paused === refused.size && clock.pending === bus.paused;

  return {
    emit: async (who, contract, data) => enter(who, contract, data),
    answer: (who, after, contract, data) => void answers.push({ who, after, contract, data }),
    async run() {
      const most = options.maxSteps ?? 1_000;
      let steps = 0;
      while (
        steps < most &&
        ((await bus.deliverNext()) || (await answerNext()) || (!isAtRest() && (await clock.advance())))
      )
        steps++;
      return {
        events,
        deadLetters,
        waiting: [...stores].flatMap(([service, { cases }]) =>
          [...cases.values()].flatMap(({ joins }) =>
            Object.entries(joins).map(([reaction, arrivals]) => ({
              by: `${service}.${reaction}`,
              events: arrivals.map(({ event }) => event),
            })),
          ),
        ),
        withoutInstance,
        refused: [...refused.values()],
        atRest: isAtRest(),
        steps,
        elapsed: clock.now() - start,
        deliveries: { ...bus.counts, dropped },
      };
    },
  };
}

interface Answer {
  readonly who: string;
  readonly after: readonly Contract[];
  readonly contract: Contract;
  readonly data: unknown;
}

/** The payload, with the keys that the answered message has too. */
function withKeysOf({ data: answered }: CloudEvent, { key }: Contract, data: unknown): unknown {
  if (typeof data !== 'object' || data === null || typeof answered !== 'object' || answered === null) return data;
  const shared = key.filter(field => Object.hasOwn(answered, field));
  return { ...data, ...Object.fromEntries(shared.map(field => [field, Reflect.get(answered, field)])) };
}
