/** Publishes committed events at once, and retries until the transport has accepted them. */
import type { Clock } from './clock.ts';
import { identityOf, type CloudEvent } from './cloud-event.ts';
import type { Store } from './store.ts';
import type { Transport } from './transport.ts';

export interface Outbox {
  /** Publishes the events of one commit. Events that cannot be published now stay in the store and are tried again. */
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

  async function send(events: readonly CloudEvent[]): Promise<void> {
    for (const event of events) {
      await transport.publish(event);
      await store.markPublished([identityOf(event)]);
    }
  }
  function tryLater(): void {
    if (callOff || stopped) return;
    callOff = clock.schedule(clock.now() + patience, async () => {
      callOff = undefined;
      await send(await store.unpublished()).catch(tryLater);
    });
  }
  return {
    publish: events => send(events).catch(tryLater),
    flush: async () => send(await store.unpublished()),
    stop() {
      stopped = true;
      callOff?.();
    },
  };
}
