/**
 * Parts of a choreography that have nothing in common: no message, no state, no ordered channel and no sentence. What one does
 * makes no difference to the others, so that each can be looked at by itself.
 */
import { conditionOf, emissionsOf, itemsOf, messagesIn, outcomesOf } from '@choreo/model';
import type { Choreography, Participant, Reaction, Schedule, Sentence } from '@choreo/model';
import { instancesOf } from '../../graph/instances.ts';
import { statesNamedIn } from '../../expressions/leaves.ts';
import { restrictedTo } from './restrict.ts';
import { hasFurtherKeys } from './slice.ts';

/** At least one. Together they have everything that can happen, and all properties. */
export function independentParts(choreography: Choreography): readonly Choreography[] {
  const groups = new Groups();
  for (const participant of choreography.participants) joinWhatBelongsTogether(participant, choreography, groups);
  for (const { carries, orderedBy } of choreography.channels) {
    if (orderedBy) groups.join(carries.map(({ message }) => ofMessage(message)));
  }
  for (const { sentences } of choreography.properties) {
    for (const sentence of sentences) groups.join(placesOf(sentence));
  }
  const parts = [...new Set(choreography.participants.flatMap(placesIn).map(place => groups.of(place)))];
  const [first] = parts;
  if (first === undefined || parts.length < 2) return [choreography];
  for (const { sentences } of choreography.properties) {
    for (const sentence of sentences) {
      // What is about nothing that happens has no part of its own.
      const [place = first] = placesOf(sentence);
      if (!parts.includes(groups.of(place))) groups.join([first, place]);
    }
  }
  const separate = parts.map(part => {
    const isIn = (place: string | undefined): boolean => place !== undefined && groups.of(place) === part;
    return restrictedTo(choreography, {
      reaction: reaction => isIn(placeOf(reaction, choreography)),
      schedule: schedule => isIn(placeOf(schedule, choreography)),
      message: message => isIn(ofMessage(message)),
      entry: ({ message }) => isIn(ofMessage(message)),
      states: name => isIn(ofService(name)),
      sentence: sentence => isIn(placesOf(sentence)[0] ?? first),
    });
  });
  return hasFurtherKeys(choreography, ...separate) ? [choreography] : separate;
}

const ofMessage = (message: string): string => `message ${message}`;
const ofService = (name: string): string => `service ${name}`;

/** Reactions of one service see each other's states and limits, and which keys lead to its instances. */
function hasMemory({ name, states, reactions }: Participant, choreography: Choreography): boolean {
  const links = instancesOf(choreography).get(name)?.links.size ?? 0;
  return states.length > 0 || links > 0 || reactions.some(({ atMost }) => atMost);
}

/** Where what a sentence is about is found in the groups. */
function placesOf(sentence: Sentence): readonly string[] {
  const condition = conditionOf(sentence);
  return [
    ...messagesIn(sentence).map(({ message }) => ofMessage(message)),
    ...(condition ? statesNamedIn(condition).map(({ participant }) => ofService(participant)) : []),
  ];
}

/** Where what a participant does is found in the groups. */
function placesIn({ reactions, schedules, emits, receives }: Participant): readonly string[] {
  const messages = [...emits, ...receives].map(({ message }) => message);
  return [...messages, ...[...reactions, ...schedules].flatMap(messagesWith)].map(ofMessage);
}

function joinWhatBelongsTogether(participant: Participant, choreography: Choreography, groups: Groups): void {
  const { name, reactions, schedules, emits } = participant;
  const links = instancesOf(choreography).get(name)?.links;
  for (const { message, after = [] } of emits) {
    groups.join([message, ...after.map(ref => ref.message)].map(ofMessage));
    if (links?.has(message)) groups.join([ofService(name), ofMessage(message)]);
  }
  for (const source of [...reactions, ...schedules]) {
    const places = messagesWith(source).map(ofMessage);
    groups.join(hasMemory(participant, choreography) ? [ofService(name), ...places] : places);
  }
}

function messagesWith(source: Reaction | Schedule): readonly string[] {
  const taken = 'trigger' in source ? source.trigger.messages : [];
  const outcomes = outcomesOf(source);
  const cancelled = itemsOf(outcomes).flatMap(item => (item.kind === 'cancel' ? [item.message] : []));
  return [...taken, ...emissionsOf(source)].map(({ message }) => message).concat(cancelled);
}

/** By which it is found in the groups; undefined of what takes and emits nothing. */
function placeOf(source: Reaction | Schedule, choreography: Choreography): string | undefined {
  const owner = choreography.participants.find(({ name }) => name === source.participant);
  if (owner && hasMemory(owner, choreography)) return ofService(owner.name);
  const [message] = messagesWith(source);
  return message === undefined ? undefined : ofMessage(message);
}

/** Things that belong together, directly or through others (union-find). */
class Groups {
  readonly #parents = new Map<string, string>();

  join([first, ...others]: readonly string[]): void {
    if (first === undefined) return;
    const root = this.of(first);
    for (const other of others) this.#parents.set(this.of(other), root);
  }

  of(place: string): string {
    let at = place;
    for (;;) {
      const parent = this.#parents.get(at);
      if (parent === undefined) this.#parents.set(at, at);
      if (parent === undefined || parent === at) return at;
      this.#parents.set(at, this.#parents.get(parent) ?? parent);
      at = parent;
    }
  }
}
