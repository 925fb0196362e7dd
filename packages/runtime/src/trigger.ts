/** Triggers of reactions, and the handler's view of them. */
import { parsePayload, type Contract, type PayloadOf } from './contract.ts';
import type { CloudEvent } from './cloud-event.ts';

export type Contracts = Readonly<Record<string, Contract>>;

/** One of several messages; `message` is its name. */
export type AnyOf<M extends Contracts> = {
  readonly [K in keyof M]: { readonly message: K; readonly data: PayloadOf<M[K]> };
}[keyof M];

/** All payloads of a join. */
export type Joined<M extends Contracts> = { readonly [K in keyof M]: PayloadOf<M[K]> };

/** The messages that had arrived when a join gave up, at least the first. */
export interface Arrived<M extends Contracts> {
  readonly first: AnyOf<M>;
  readonly arrived: Partial<Joined<M>>;
}

export interface Trigger<T> {
  readonly contracts: readonly Contract[];
  read(event: CloudEvent): T;
}

/** `on A`: the handler gets the payload. */
export function single<T>(contract: Contract<T>): Trigger<T> {
  return { contracts: [contract], read: event => parsePayload(contract, event.data) };
}

/** `on A or B`: the handler gets the payload and which message it is. */
export function any<M extends Contracts>(messages: M): Trigger<AnyOf<M>> {
  return { contracts: Object.values(messages), read: event => readAny(messages, event) };
}

export interface JoinTrigger<M extends Contracts> {
  readonly contracts: readonly Contract[];
  readAny(event: CloudEvent): AnyOf<M>;
  readAll(events: readonly CloudEvent[]): Joined<M>;
  readArrived(events: readonly CloudEvent[]): Arrived<M>;
}

/** `on A and B`: the handler gets the payloads by the names of their messages. */
export function all<M extends Contracts>(messages: M): JoinTrigger<M> {
  const payloads = (events: readonly CloudEvent[]): Record<string, unknown> => {
    const found: [string, unknown][] = [];
    for (const [name, contract] of Object.entries(messages)) {
      const event = events.find(candidate => candidate.type === contract.type);
      if (event) found.push([name, parsePayload(contract, event.data)]);
    }
    return Object.fromEntries(found);
  };
  return {
    contracts: Object.values(messages),
    readAny: event => readAny(messages, event),
    readAll: events => payloads(events) as Joined<M>,
    readArrived(events) {
      const [first] = events;
      if (!first) throw new Error('A join cannot give up before a message has arrived');
      return { first: readAny(messages, first), arrived: payloads(events) as Partial<Joined<M>> };
    },
  };
}

function readAny<M extends Contracts>(messages: M, event: CloudEvent): AnyOf<M> {
  for (const [message, contract] of Object.entries(messages)) {
    if (contract.type === event.type) return { message, data: parsePayload(contract, event.data) } as AnyOf<M>;
  }
  throw new Error(`${event.type} is not one of ${Object.keys(messages).join(', ')}`);
}
