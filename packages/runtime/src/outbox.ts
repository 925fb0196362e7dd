/** Publishes committed events in the order of their commits, and retries until the transport has accepted them. */
import type { Clock } from './clock.ts';
import { identityOf, type CloudEvent } from './cloud-event.ts';
import type { Store } from './store.ts';
import type { Transport } from './transport.ts';

export interface Outbox {
  /**
   * Publishes the events of one commit. Events that cannot be published now stay in the store and are tried again, before those
   * that are committed later.
   */
  publish(events: readonly CloudEvent[]): Promise<void>;
  /** Publishes everything that is still unpublished; rejects if the transport does. */
  flush(): Promise<void>;
  stop(): void;
}

/** Milliseconds until an unreachable transport is tried again. */
const patience = 1_000;

export function createOutbox(store: Store, transport: Transport, clock: Clock): Outbox {
  let callOff: (() => void) | undefined;
  let stopped = false;
  /** Whether an earlier event is still unpublished, which later ones must not overtake. */
  let isBehind = false;
  /** Whether events were committed that wait behind it. */
  let hasMore = false;

  async function send(events: readonly CloudEvent[]): Promise<void> {
    for (const event of events) {
      await transport.publish(event);
      await store.markPublished([identityOf(event)]);
    }
  }
  async function sendAll(): Promise<void> {
    do {
      hasMore = false;
      await send(await store.unpublished());
    } while (hasMore);
    isBehind = false;
  }
  function tryLater(): void {
    isBehind = true;
    if (callOff || stopped) return;
    callOff = clock.schedule(clock.now() + patience, async () => {
      callOff = undefined;
      await sendAll().catch(tryLater);
    });
  }
  return {
    async publish(events) {
      if (isBehind) hasMore = true;
      else await send(events).catch(tryLater);
    },
    flush: sendAll,
    stop() {
      stopped = true;
      callOff?.();
    },
  };
}
