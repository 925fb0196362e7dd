/**
 * Further keys: those that messages carry besides the key of their case, such as a `jobId` besides the `batchId`. One case has
 * several values of a further key, so services can keep a state for each, and joins match on it.
 */
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { instancesOf } from './instances.ts';

const known = new WeakMap<Choreography, FurtherKeys>();

/** The further keys of a choreography, found once for each. */
export function furtherKeysOf(choreography: Choreography): FurtherKeys {
  let keys = known.get(choreography);
  if (!keys) known.set(choreography, (keys = new FurtherKeys(choreography)));
  return keys;
}

export class FurtherKeys {
  /** In the order of the messages that carry them. */
  readonly names: readonly string[];
  /** Those of which a case is taken to have one value, since a service finds the instance for one of them by another key. */
  readonly single: readonly string[];
  readonly #carriedBy: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #keptBy: ReadonlyMap<string, readonly string[]>;

  constructor(choreography: Choreography) {
    this.#carriedBy = carriersByKey(choreography);
    this.#keptBy = new Map(Array.from(instancesOf(choreography), ([name, { key }]) => [name, key]));
    const further = furtherOf(choreography, this.#carriedBy);
    this.single = further.filter(key => isFoundByAnother(choreography, key));
    this.names = further.filter(key => !this.single.includes(key));
  }

  /** Those that a message carries. */
  of(message: string): readonly string[] {
    return this.names.filter(key => this.#carriedBy.get(key)?.has(message));
  }

  /** Those that all of several messages carry. */
  sharedBy([first, ...others]: readonly string[]): readonly string[] {
    return first === undefined ? [] : this.of(first).filter(key => others.every(one => this.of(one).includes(key)));
  }

  /** Those by which a service keeps its states, limits, timers and joins. */
  keptBy(participant: string): readonly string[] {
    const kept = this.#keptBy.get(participant) ?? [];
    return this.names.filter(key => kept.includes(key));
  }
}

/** By key: the messages that carry it. Keys that a message may lack are left out. */
function carriersByKey(choreography: Choreography): ReadonlyMap<string, ReadonlySet<string>> {
  const { messages, allFields } = namesOf(choreography);
  const carriers = new Map<string, Set<string>>();
  const optional = new Set<string>();
  for (const [id, message] of messages) {
    for (const field of allFields(message)) {
      if (!field.key) continue;
      if (field.optional) optional.add(field.name);
      carriers.set(field.name, (carriers.get(field.name) ?? new Set()).add(id));
    }
  }
  for (const key of optional) carriers.delete(key);
  return carriers;
}

/**
 * A key is further if messages carry it only together with another one, which others carry alone. Where all carry both, the key of
 * the case is what the services keep their states by.
 */
function furtherOf(choreography: Choreography, carriers: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const kept = [...instancesOf(choreography).values()].filter(({ isKeeping, isOne }) => isKeeping && !isOne);
  const isOfAll = (key: string): boolean => kept.length > 0 && kept.every(service => service.key.includes(key));
  return [...carriers].flatMap(([key, own]) => {
    const isFurther = [...carriers].some(([other, all]) => {
      if (other === key || ![...own].every(message => all.has(message))) return false;
      return all.size > own.size || (isOfAll(other) && !isOfAll(key));
    });
    return isFurther ? [key] : [];
  });
}

/** Whether a service that keeps its state by the key takes a message without it whose instance another key or an emission decides. */
function isFoundByAnother(choreography: Choreography, key: string): boolean {
  return [...instancesOf(choreography).values()].some(
    ({ participant, key: kept, wayOf }) =>
      kept.includes(key) &&
      participant.reactions.some(reaction =>
        reaction.trigger.messages.some(({ message }) => ['linked', 'begins'].includes(wayOf(reaction, message).kind)),
      ),
  );
}
