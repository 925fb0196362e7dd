/** What belongs to one case, and what all cases share, since no key distinguishes them. */
import { namesOf } from '@choreo/model';
import type { Choreography, Field, Reaction } from '@choreo/model';

export interface Keying {
  /** Whether all cases share the states and limits of a service, since something that it reacts to has no key. */
  isShared(participant: string): boolean;
  /** Whether a join mixes messages of different cases. */
  isJoinShared(reaction: Reaction): boolean;
}

export function createKeying(choreography: Choreography): Keying {
  const fieldsOf = (message: string): readonly Field[] => fieldsIn(choreography, message);
  const keysOf = (message: string): readonly string[] => keysIn(choreography, message);
  const shared = new Set<string>();
  for (const { name, reactions } of choreography.participants) {
    const messages = reactions.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message));
    if (messages.some(message => keysOf(message).length === 0)) shared.add(name);
  }
  return {
    isShared: participant => shared.has(participant),
    isJoinShared: ({ by, trigger }) => {
      const messages = trigger.messages.map(({ message }) => message);
      if (by) return messages.some(message => !fieldsOf(message).some(({ name }) => name === by.field));
      const [first, ...others] = messages.map(keysOf);
      return !(first ?? []).some(key => others.every(keys => keys.includes(key)));
    },
  };
}

/**
 * Services that keep state or limits although the messages that they react to have no common key. The engine assumes that
 * these messages belong to one case. With the keys, sorted.
 */
export function servicesOfSeveralKeys(choreography: Choreography): readonly SeveralKeys[] {
  return choreography.participants.flatMap(({ name, states, reactions }) => {
    if (states.length === 0 && !reactions.some(({ atMost }) => atMost)) return [];
    const messages = new Set(reactions.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)));
    const [first = [], ...others] = [...messages]
      .map(message => keysIn(choreography, message))
      .filter(keys => keys.length > 0);
    const isShared = first.length === 0 || first.some(key => others.every(keys => keys.includes(key)));
    return isShared ? [] : [{ service: name, keys: [...new Set([first, ...others].flat())].sort() }];
  });
}

export interface SeveralKeys {
  readonly service: string;
  readonly keys: readonly string[];
}

function keysIn(choreography: Choreography, message: string): readonly string[] {
  return fieldsIn(choreography, message)
    .filter(({ key }) => key)
    .map(({ name }) => name);
}

function fieldsIn(choreography: Choreography, message: string): readonly Field[] {
  const names = namesOf(choreography);
  const declared = names.messages.get(message);
  return declared ? names.allFields(declared) : [];
}

/** Whether two cases can meet. If so, one case at a time does not show everything. */
export function canCasesMeet(choreography: Choreography): boolean {
  const keying = createKeying(choreography);
  return choreography.participants.some(
    ({ name, states, reactions }) =>
      (keying.isShared(name) && (states.length > 0 || reactions.some(({ atMost }) => atMost))) ||
      reactions.some(reaction => reaction.trigger.kind === 'all' && keying.isJoinShared(reaction)),
  );
}
