/** What an expression can read: the fields of its reaction's triggers, and the states of its service. */
import type { Names, Participant, Reaction, StateVariable } from '@choreo/model';

export interface TypingContext {
  readonly names: Names;
  readonly states: ReadonlyMap<string, StateVariable>;
  /** None for a schedule. */
  readonly reaction: Reaction | undefined;
}

export function contextOf(names: Names, participant: Participant, reaction: Reaction | undefined): TypingContext {
  return { names, states: new Map(participant.states.map(state => [state.name, state])), reaction };
}
