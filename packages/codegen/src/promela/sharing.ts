/** With two cases at once: what each case has for itself, and what both share because no key tells them apart. */
import type { Choreography, Reaction } from '@choreo/model';
import { namesOf } from '@choreo/model';
import { begins, keepsSomething } from './service-keys.ts';

export interface Sharing {
  /** States and limits of a service: shared under `by nothing`, or as soon as it keeps something for a message without a key. */
  isShared(service: string): boolean;
  /** Whether a join takes messages of different cases for one another. */
  isJoinShared(reaction: Reaction): boolean;
}

export function createSharing(choreography: Choreography): Sharing {
  const names = namesOf(choreography);
  const fieldsOf = (message: string) => {
    const declared = names.messages.get(message);
    return declared ? names.allFields(declared) : [];
  };
  const keysOf = (message: string): readonly string[] =>
    fieldsOf(message).flatMap(({ key, name }) => (key ? [name] : []));
  // What needs no instance, or begins one, mixes nothing up.
  const isKeyed = (reaction: Reaction): boolean =>
    !keepsSomething(reaction) ||
    begins(choreography, reaction) ||
    reaction.trigger.messages.every(({ message }) => keysOf(message).length > 0);
  const shared = new Set(
    choreography.participants
      .filter(({ keptBy, reactions }) => keptBy?.fields.length === 0 || !reactions.every(isKeyed))
      .map(({ name }) => name),
  );
  return {
    isShared: service => shared.has(service),
    isJoinShared({ participant, by, trigger }) {
      if (!by && shared.has(participant)) return true;
      const ids = trigger.messages.map(({ message }) => message);
      if (by) return !ids.every(id => fieldsOf(id).some(({ name }) => name === by.field));
      return !keysOf(ids[0] ?? '').some(key => ids.every(id => keysOf(id).includes(key)));
    },
  };
}
