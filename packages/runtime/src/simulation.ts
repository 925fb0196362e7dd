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
        onRefuse({ service: by, event, bounded }) {
          if (!bounded) refused.set(`${by} ${event.source} ${event.id}`, { by, event });
        },
      },
    });
  }

  /** Whether nothing is left to do: what is left on the bus is refused whenever it comes, or waits behind that. */
  const isAtRest = (): boolean =>
    bus.pending === bus.waiting && bus.paused === refused.size && clock.pending === bus.paused;

  return {
    async emit(who, contract, data) {
      const source = sourceOf(options.choreography, who);
      const event = createEvent(contract, data, { source, now: clock.now(), newId: () => random.id() }, undefined);
      record(event, who, 'entry', []);
      await bus.publish(event);
      return event;
    },
    async run() {
      const most = options.maxSteps ?? 1_000;
      let steps = 0;
      while (steps < most && !isAtRest() && ((await bus.deliverNext()) || (await clock.advance()))) steps++;
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
        refused: [...refused.values()],
        atRest: isAtRest(),
        steps,
        elapsed: clock.now() - start,
        deliveries: { ...bus.counts, dropped },
      };
    },
  };
}
