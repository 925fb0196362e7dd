/** What an expression can read: the fields of its reaction's triggers, and the states of its service. */
import type { Names, Participant, Reaction, StateVariable } from '@choreo/model';

export interface TypingContext {
  readonly names: Names;
  /** By name; in a condition of a property or a scenario by `Service.state`. */
  readonly states: ReadonlyMap<string, StateVariable>;
  /** None for a schedule. */
  readonly reaction: Reaction | undefined;
  /** The services whose states it names, if it is a condition of a property or a scenario. */
  readonly services?: readonly Participant[];
}

/** Of a condition of a property or a scenario. */
export function contextOfCondition(names: Names, participants: readonly Participant[]): TypingContext {
  const services = participants.filter(({ kind }) => kind !== 'actor');
  const states = services.flatMap(({ name, states: own }) =>
    own.map(state => [`${name}.${state.name}`, state] as const),
  );
  return { names, states: new Map(states), reaction: undefined, services };
}

export function contextOf(names: Names, participant: Participant, reaction: Reaction | undefined): TypingContext {
  return { names, states: new Map(participant.states.map(state => [state.name, state])), reaction };
}
