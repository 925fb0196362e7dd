/** The interface for carrying events between services: the in-memory bus, or your broker. */
import type { CloudEvent } from './cloud-event.ts';

export interface Transport {
  /** Resolves when the broker has accepted the event. Every subscriber of its type gets it at least once. */
  publish(event: CloudEvent): Promise<void>;
  /**
   * Subscribes one service to these types; its instances share the deliveries (a consumer group). `deliver` resolves when
   * the delivery is finished (acknowledge it) and rejects if it could not be stored (let the broker redeliver it). The
   * result ends the subscription.
   */
  subscribe(
    service: string,
    types: readonly string[],
    deliver: (event: unknown) => Promise<void>,
  ): Promise<() => Promise<void>>;
}

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
