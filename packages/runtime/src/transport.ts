/** What carries events between services: the in-memory bus, or a broker of yours behind the same two functions. */
import type { CloudEvent } from './cloud-event.ts';

export interface Transport {
  /** Resolves when the broker has taken the event; every subscriber of its type gets it at least once. */
  publish(event: CloudEvent): Promise<void>;
  /**
   * Deliveries of these types for one service; its instances share them (a consumer group). `deliver` resolves when
   * the delivery is dealt with (acknowledge it) and rejects when it could not be stored (let it come again). The
   * result ends the subscription.
   */
  subscribe(
    service: string,
    types: readonly string[],
    deliver: (event: unknown) => Promise<void>,
  ): Promise<() => Promise<void>>;
}

/** A channel of the model: where its messages travel, and what is promised about them. */
export interface Channel {
  readonly name: string;
  /** CloudEvents types. */
  readonly carries: readonly string[];
  readonly address?: string;
  readonly delivery?: 'at-most-once' | 'at-least-once' | 'exactly-once';
  /** The field within whose values the order is kept. */
  readonly orderedBy?: string;
}
