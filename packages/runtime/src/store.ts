/** What a service remembers between deliveries, behind one interface: in memory here, in a database elsewhere. */
import type { CloudEvent } from './cloud-event.ts';
import type { StateValues } from './effect.ts';

/** All that a service knows of one case. */
export interface CaseRecord {
  readonly state: StateValues;
  /** How often a reaction with `at most` has fired, by its name. */
  readonly fired: Readonly<Record<string, number>>;
  /** What joins have collected so far, by the name of the reaction. */
  readonly joins: Readonly<Record<string, readonly Arrival[]>>;
  readonly timers: readonly Timer[];
}

export interface Arrival {
  readonly event: CloudEvent;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

export type Timer = { readonly id: string; readonly due: number } & (
  | { readonly kind: 'message'; readonly reaction: string; readonly event: CloudEvent }
  | { readonly kind: 'join'; readonly reaction: string }
);

/** What one delivery changes. */
export interface Commit {
  /** The identity of the event that was handled, for the inbox; absent where a timer fired. */
  readonly handled?: string;
  readonly cases: ReadonlyMap<string, CaseRecord>;
  readonly outbox: readonly CloudEvent[];
}

/** One service's memory. A store for production keeps each `commit` in one transaction: inbox, cases and outbox together. */
export interface Store {
  isHandled(identity: string): Promise<boolean>;
  load(caseName: string): Promise<CaseRecord>;
  /** All of it or nothing. */
  commit(commit: Commit): Promise<void>;
  /** Committed, but not known to be published. */
  unpublished(): Promise<readonly CloudEvent[]>;
  markPublished(identities: readonly string[]): Promise<void>;
  /** Everything that is still to fire, read once at the start of the service. */
  timers(): Promise<readonly { readonly caseName: string; readonly timer: Timer }[]>;
}

export const emptyCase: CaseRecord = { state: {}, fired: {}, joins: {}, timers: [] };
