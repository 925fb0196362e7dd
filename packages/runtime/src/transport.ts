/** The interface for carrying events between services: the in-memory bus, or your broker. */
import type { CloudEvent } from './cloud-event.ts';
import type { Delivered } from './refusal.ts';

export interface Transport {
  /** Resolves when the broker has accepted the event. Every subscriber of its type gets it at least once. */
  publish(event: CloudEvent): Promise<void>;
  /**
   * Subscribes one service to these types; its instances share the deliveries (a consumer group). `deliver` resolves to
   * `finished` (acknowledge it), or to `refused`: deliver it again after the pause, with one more in `refusals`, and keep
   * what is ordered behind it waiting. It rejects if it could not be stored (let the broker redeliver it). The result ends
   * the subscription.
   */
  subscribe(service: string, types: readonly string[], deliver: Deliver): Promise<() => Promise<void>>;
}

/** `refusals`: how often the service has refused this delivery so far. Default 0. */
export type Deliver = (event: unknown, refusals?: number) => Promise<Delivered>;

/** A channel of the model: its messages, its address and its guarantees. */
export interface Channel {
  readonly name: string;
  /** CloudEvents types. */
  readonly carries: readonly string[];
  readonly address?: string;
  readonly delivery?: 'at-most-once' | 'at-least-once' | 'exactly-once';
  /** Messages with the same value of this field keep their order. */
  readonly orderedBy?: string;
}
