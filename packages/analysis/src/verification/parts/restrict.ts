/** A choreography without what a question does not depend on. */
import { instancesOf } from '../../graph/instances.ts';
import type { ServiceInstances } from '../../graph/instances.ts';
import type { Choreography, Entry, Participant, Reaction, Schedule, Sentence } from '@choreo/model';

type Instances = ReadonlyMap<string, ServiceInstances>;

export interface Kept {
  /** What is kept of a reaction: all, nothing, or another that stands for it. */
  reaction(reaction: Reaction): boolean | Reaction;
  schedule(schedule: Schedule): boolean;
  /** Of `receives`. */
  message(message: string): boolean;
  entry(entry: Entry): boolean;
  sentence(sentence: Sentence): boolean;
  /** Whether the states of a participant are kept even if it does nothing any more. */
  states(participant: string): boolean;
}

/** Declarations of messages, types and channels stay; participants that do nothing any more, unless their states are asked, and scenarios do not. */
export function restrictedTo(choreography: Choreography, kept: Kept): Choreography {
  const properties = choreography.properties.flatMap(property => {
    const sentences = property.sentences.filter(sentence => kept.sentence(sentence));
    return sentences.length > 0 ? [{ ...property, sentences }] : [];
  });
  const instances = instancesOf(choreography);
  const participants = choreography.participants.flatMap(participant =>
    restrictedParticipant(participant, instances, kept),
  );
  return { ...choreography, participants, properties, scenarios: [] };
}

function restrictedParticipant(participant: Participant, instances: Instances, kept: Kept): readonly Participant[] {
  const reactions = participant.reactions.flatMap(reaction => {
    const left = kept.reaction(reaction);
    return left === true ? [reaction] : left === false ? [] : [left];
  });
  const schedules = participant.schedules.filter(schedule => kept.schedule(schedule));
  const emits = participant.emits.filter(entry => kept.entry(entry));
  const receives = participant.receives.filter(({ message }) => kept.message(message));
  // What is left could share another key.
  const key = instances.get(participant.name)?.key ?? [];
  const span = participant.nameSpan;
  const keptBy =
    participant.keptBy || key.length === 0 ? {} : { keptBy: { fields: key.map(field => ({ field, span })), span } };
  const isEmpty = [reactions, schedules, emits, receives].every(({ length }) => length === 0);
  return isEmpty && (participant.states.length === 0 || !kept.states(participant.name))
    ? []
    : [{ ...participant, ...keptBy, reactions, schedules, emits, receives }];
}
