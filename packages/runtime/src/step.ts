/** One atomic step of a service. It collects all changes, which are committed as a whole or not at all. */
import type { CloudEvent } from './cloud-event.ts';
import { parsePayload, subjectOf, type Contract } from './contract.ts';
import type { Effect } from './effect.ts';
import { own, withEntry } from './own.ts';
import type { Arrival, CaseRecord, Commit, Link, Timer } from './store.ts';

/** The data that a step needs to create events. */
export interface Origin {
  readonly source: string;
  readonly now: number;
  newId(): string;
}

/** What a step needs besides: the links that an event makes once it is taken or emitted. */
type LinksBy = (event: CloudEvent) => readonly Link[];

export interface Step {
  record(caseName: string): CaseRecord;
  /** Adds a message to a join's buffer. When all have arrived, removes and returns one of each. */
  collect(caseName: string, reaction: JoinRules, arrival: Arrival): readonly CloudEvent[] | undefined;
  /** Clears a join's buffer and returns its content. */
  abandon(caseName: string, reaction: string): readonly CloudEvent[];
  countFiring(caseName: string, reaction: string): void;
  removeTimer(caseName: string, id: string): void;
  /** Makes the links of an event that the service takes. */
  take(event: CloudEvent): void;
  /**
   * Carries out `set`, then `cancel`, then timers, then emissions; returns the events that it emits at once. Without a case
   * there are only emissions.
   */
  apply(
    caseName: string | undefined,
    reaction: string,
    effects: readonly Effect[],
    cause: CloudEvent | undefined,
  ): readonly CloudEvent[];
  emit(event: CloudEvent): void;
  commit(handled?: string): Commit;
}

interface JoinRules {
  readonly name: string;
  readonly contracts: readonly Contract[];
  readonly join?: { readonly within?: number };
}

export function createStep(records: ReadonlyMap<string, CaseRecord>, origin: Origin, linksBy: LinksBy): Step {
  const cases = new Map(records);
  const changed = new Set<string>();
  const links: Link[] = [];
  const outbox: CloudEvent[] = [];

  const take = (event: CloudEvent): void => void links.push(...linksBy(event));
  const emit = (event: CloudEvent): void => {
    outbox.push(event);
    take(event);
  };
  const record = (caseName: string): CaseRecord => {
    const found = cases.get(caseName);
    if (!found) throw new Error(`Case ${caseName} was not loaded for this step`);
    return found;
  };
  const change = (caseName: string, changes: Partial<CaseRecord>): void => {
    cases.set(caseName, { ...record(caseName), ...changes });
    changed.add(caseName);
  };
  const setBuffer = (caseName: string, { name, join }: JoinRules, buffer: readonly Arrival[]): void => {
    const { joins, timers } = record(caseName);
    const others = timers.filter(timer => timer.kind !== 'join' || timer.reaction !== name);
    const current = timers.find(timer => timer.kind === 'join' && timer.reaction === name);
    const first = buffer[0];
    const due = first && join?.within !== undefined ? first.at + join.within : undefined;
    const timer: Timer | undefined =
      due === undefined
        ? undefined
        : current?.due === due
          ? current
          : { kind: 'join', id: origin.newId(), due, reaction: name };
    change(caseName, {
      joins: withEntry(joins, name, buffer.length > 0 ? buffer : undefined),
      timers: timer ? [...others, timer] : others,
    });
  };
  const keep = (
    caseName: string,
    reaction: string,
    effect: Exclude<Effect, { readonly kind: 'publish' }>,
    cause: CloudEvent | undefined,
  ): void => {
    const { state, timers } = record(caseName);
    switch (effect.kind) {
      case 'set':
        change(caseName, { state: { ...state, ...effect.values } });
        break;
      case 'cancel':
        change(caseName, {
          timers: timers.filter(timer => timer.kind !== 'message' || timer.event.type !== effect.contract.type),
        });
        break;
      case 'later': {
        const event = createEvent(effect.contract, effect.data, origin, cause);
        const due = origin.now + effect.milliseconds;
        change(caseName, { timers: [...timers, { kind: 'message', id: event.id, due, reaction, event }] });
        break;
      }
      default:
        effect satisfies never;
    }
  };

  return {
    record,
    collect(caseName, rules, arrival) {
      const buffer = [...(own(record(caseName).joins, rules.name) ?? []), arrival];
      const taken = rules.contracts.map(contract => buffer.find(({ event }) => event.type === contract.type));
      const complete = taken.every(found => found !== undefined);
      setBuffer(caseName, rules, complete ? buffer.filter(found => !taken.includes(found)) : buffer);
      return complete ? buffer.filter(found => taken.includes(found)).map(({ event }) => event) : undefined;
    },
    abandon(caseName, reaction) {
      const { joins, timers } = record(caseName);
      change(caseName, {
        joins: withEntry(joins, reaction, undefined),
        timers: timers.filter(timer => timer.kind !== 'join' || timer.reaction !== reaction),
      });
      return (own(joins, reaction) ?? []).map(({ event }) => event);
    },
    countFiring(caseName, reaction) {
      const { fired } = record(caseName);
      change(caseName, { fired: withEntry(fired, reaction, (own(fired, reaction) ?? 0) + 1) });
    },
    removeTimer(caseName, id) {
      change(caseName, { timers: record(caseName).timers.filter(timer => timer.id !== id) });
    },
    take,
    apply(caseName, reaction, effects, cause) {
      const emitted: CloudEvent[] = [];
      for (const effect of inOrder(effects)) {
        if (effect.kind === 'publish') emitted.push(createEvent(effect.contract, effect.data, origin, cause));
        else if (caseName === undefined) throw new Error(`${reaction} has no instance that it could change`);
        else keep(caseName, reaction, effect, cause);
      }
      emitted.forEach(emit);
      return emitted;
    },
    emit,
    commit: handled => ({
      ...(handled !== undefined && { handled }),
      cases: new Map([...cases].filter(([caseName]) => changed.has(caseName))),
      links,
      outbox,
    }),
  };
}

const order: readonly Effect['kind'][] = ['set', 'cancel', 'later', 'publish'];

function inOrder(effects: readonly Effect[]): readonly Effect[] {
  return order.flatMap(kind => effects.filter(effect => effect.kind === kind));
}

/** Creates an event with a checked payload, in the flow of its cause. */
export function createEvent(
  contract: Contract,
  data: unknown,
  { source, now, newId }: Origin,
  cause: (Pick<CloudEvent, 'correlationid' | 'traceparent' | 'tracestate'> & { readonly id?: string }) | undefined,
): CloudEvent {
  const payload = parsePayload(contract, data);
  const id = newId();
  const subject = subjectOf(contract, payload);
  return {
    specversion: '1.0',
    id,
    source,
    type: contract.type,
    ...(subject !== undefined && { subject }),
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    correlationid: cause?.correlationid ?? id,
    ...(cause?.id !== undefined && { causationid: cause.id }),
    ...(cause?.traceparent !== undefined && { traceparent: cause.traceparent }),
    ...(cause?.tracestate !== undefined && { tracestate: cause.tracestate }),
    data: payload,
  };
}
