/** What belongs to one case, and what all cases share, since no key distinguishes them. */
import { namesOf } from '@choreo/model';
import type { Choreography, Field, Participant, Reaction } from '@choreo/model';
import { instancesOf } from '../../graph/instances.ts';

export interface Keying {
  /** Whether all cases share the states and limits of a service, since something that it reacts to has no key. */
  isShared(participant: string): boolean;
  /** Whether a join mixes messages of different cases. */
  isJoinShared(reaction: Reaction): boolean;
}

export function createKeying(choreography: Choreography): Keying {
  const fieldsOf = (message: string): readonly Field[] => fieldsIn(choreography, message);
  const keysOf = (message: string): readonly string[] => keysIn(choreography, message);
  const instances = instancesOf(choreography);
  const isShared = ({ name, keptBy, reactions }: Participant): boolean => {
    if (keptBy?.fields.length === 0) return true;
    const service = instances.get(name);
    return reactions.some(reaction =>
      reaction.trigger.messages.some(({ message }) => {
        const way = service?.wayOf(reaction, message).kind;
        return keysOf(message).length === 0 && (way === 'own' || way === 'none');
      }),
    );
  };
  const shared = new Set(choreography.participants.filter(isShared).map(({ name }) => name));
  return {
    isShared: participant => shared.has(participant),
    isJoinShared: ({ participant, by, trigger }) => {
      if (!by && shared.has(participant)) return true;
      const messages = trigger.messages.map(({ message }) => message);
      if (by) return messages.some(message => !fieldsOf(message).some(({ name }) => name === by.field));
      const [first, ...others] = messages.map(keysOf);
      return !(first ?? []).some(key => others.every(keys => keys.includes(key)));
    },
  };
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
