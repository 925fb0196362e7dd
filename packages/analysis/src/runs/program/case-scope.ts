/** What belongs to one case, and what all cases share because no key tells them apart. */
import { namesOf } from '@choreo/model';
import type { Choreography, Reaction } from '@choreo/model';

export interface Keying {
  /** Whether the states and limits of a service are one for all cases: something it reacts to has no key. */
  isShared(participant: string): boolean;
  /** Whether a join mixes messages of different cases. */
  isJoinShared(reaction: Reaction): boolean;
}

export function createKeying(choreography: Choreography): Keying {
  const names = namesOf(choreography);
  const fieldsOf = (message: string) => {
    const declared = names.messages.get(message);
    return declared ? names.allFields(declared) : [];
  };
  const keysOf = (message: string): readonly string[] =>
    fieldsOf(message)
      .filter(({ key }) => key)
      .map(({ name }) => name);
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

/** Whether two cases can meet: then one at a time does not show everything. */
export function canCasesMeet(choreography: Choreography): boolean {
  const keying = createKeying(choreography);
  return choreography.participants.some(
    ({ name, states, reactions }) =>
      (keying.isShared(name) && (states.length > 0 || reactions.some(({ atMost }) => atMost))) ||
      reactions.some(reaction => reaction.trigger.kind === 'all' && keying.isJoinShared(reaction)),
  );
}
