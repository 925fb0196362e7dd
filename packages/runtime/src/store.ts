/** The interface for what a service remembers between deliveries: in memory, or in a database. */
import type { CloudEvent } from './cloud-event.ts';
import type { InstanceKey } from './contract.ts';
import type { StateValues } from './effect.ts';

/** All data of a service about one case. */
export interface CaseRecord {
  readonly state: StateValues;
  /** How often a reaction with `at most` has fired, by its name. */
  readonly fired: Readonly<Record<string, number>>;
  /** The messages that joins have collected so far, by the name of the reaction. */
  readonly joins: Readonly<Record<string, readonly Arrival[]>>;
  readonly timers: readonly Timer[];
}

export interface Arrival {
  readonly event: CloudEvent;
  /** The time, in milliseconds since 1970. */
  readonly at: number;
}

export type Timer = { readonly id: string; readonly due: number } & (
  | { readonly kind: 'message'; readonly reaction: string; readonly event: CloudEvent }
  | { readonly kind: 'join'; readonly reaction: string }
);

/** A value of another key that leads to an instance from now on: `intentId=7` to the order 42. */
export interface Link {
  readonly name: string;
  readonly key: InstanceKey;
}

/** The changes of one delivery. */
export interface Commit {
  /** The identity of the handled event, for the inbox; undefined for a timer. */
  readonly handled?: string;
  /** Those that changed. */
  readonly cases: ReadonlyMap<string, CaseRecord>;
  /** One takes the place of an earlier one with the same name. */
  readonly links: readonly Link[];
  readonly outbox: readonly CloudEvent[];
}

/** The memory of one service. A production store makes each `commit` one transaction: inbox, cases, links and outbox together. */
export interface Store {
  isHandled(identity: string): Promise<boolean>;
  load(caseName: string): Promise<CaseRecord>;
  /** The key of the instance that a link of this name leads to. Only services whose instances are linked ask for it. */
  linked(name: string): Promise<InstanceKey | undefined>;
  /** Commits all changes or none. */
  commit(commit: Commit): Promise<void>;
  /** Events that are committed, but not known to be published. */
  unpublished(): Promise<readonly CloudEvent[]>;
  markPublished(identities: readonly string[]): Promise<void>;
  /** All pending timers, read once at the start of the service. */
  timers(): Promise<readonly { readonly caseName: string; readonly timer: Timer }[]>;
}

export const emptyCase: CaseRecord = { state: {}, fired: {}, joins: {}, timers: [] };
