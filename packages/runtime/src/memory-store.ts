/** An in-memory store, which loses everything when the process ends, for tests, demos and first steps. */
import { identityOf, type CloudEvent } from './cloud-event.ts';
import type { InstanceKey } from './contract.ts';
import { emptyCase, type CaseRecord, type Store } from './store.ts';

export interface MemoryStore extends Store {
  readonly cases: ReadonlyMap<string, CaseRecord>;
}

export function createMemoryStore(): MemoryStore {
  const inbox = new Set<string>();
  const cases = new Map<string, CaseRecord>();
  const links = new Map<string, InstanceKey>();
  const outbox = new Map<string, CloudEvent>();
  return {
    cases,
    isHandled: identity => Promise.resolve(inbox.has(identity)),
    load: caseName => Promise.resolve(structuredClone(cases.get(caseName) ?? emptyCase)),
    linked: name => Promise.resolve(structuredClone(links.get(name))),
    commit(commit) {
      // Copy everything before any change: a failed copy must not leave half a commit behind.
      const { cases: changed, links: made, outbox: added } = structuredClone(commit);
      if (commit.handled !== undefined) inbox.add(commit.handled);
      for (const [caseName, record] of changed) cases.set(caseName, record);
      for (const { name, key } of made) links.set(name, key);
      for (const event of added) outbox.set(identityOf(event), event);
      return Promise.resolve();
    },
    unpublished: () => Promise.resolve([...outbox.values()]),
    markPublished(identities) {
      for (const identity of identities) outbox.delete(identity);
      return Promise.resolve();
    },
    timers: () =>
      Promise.resolve([...cases].flatMap(([caseName, record]) => record.timers.map(timer => ({ caseName, timer })))),
  };
}
