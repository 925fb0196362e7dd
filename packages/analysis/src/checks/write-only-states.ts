/** `write-only-state`: a state that reactions set and no condition asks remembers something for nobody. */
import { conditionOf, conditionsIn, itemsOf, outcomesOf } from '@choreo/model';
import type { Assignment, Choreography, Expression, Outcome, Participant, StateVariable } from '@choreo/model';
import { leavesIn } from '../expressions/leaves.ts';
import type { FindingBase } from '../typing/finding-base.ts';

export function findWriteOnlyStates(choreography: Choreography): WriteOnlyState[] {
  const { participants, properties, scenarios } = choreography;
  const conditions = [
    ...properties.flatMap(({ sentences }) => sentences.flatMap(sentence => conditionOf(sentence) ?? [])),
    ...scenarios.flatMap(conditionsIn),
  ];
  return participants.flatMap(participant => {
    if (participant.states.length === 0 || participant.reactions.some(({ broken }) => broken)) return [];
    const assignments = itemsOf(outcomesIn(participant)).filter(item => item.kind === 'set');
    const asked = askedIn(participant, assignments, conditions);
    return asked === undefined
      ? []
      : participant.states.flatMap(state => findingOn(state, participant, assignments, asked));
  });
}

function findingOn(
  state: StateVariable,
  { name: participant }: Participant,
  assignments: readonly Assignment[],
  asked: ReadonlySet<string>,
): WriteOnlyState[] {
  const settings = assignments.filter(assignment => assignment.state === state.name);
  if (settings.length === 0 || asked.has(state.name)) return [];
  return [{ code: 'write-only-state', participant, state, settings, span: state.nameSpan, about: [] }];
}

/**
 * The states that decide something, if only what another of them becomes, and those that properties and scenarios name;
 * undefined where a name may mean any of them.
 */
function askedIn(
  { name: service, reactions }: Participant,
  assignments: readonly Assignment[],
  ofAll: readonly Expression[],
): ReadonlySet<string> | undefined {
  const conditions = reactions.flatMap(({ guard, body }): readonly (Expression | undefined)[] => [
    guard,
    ...(body.kind === 'branches' ? body.branches.map(branch => branch.guard) : []),
  ]);
  const asked = new Set<string>();
  const ask = (expression: Expression, but?: string): boolean => {
    for (const leaf of leavesIn(expression)) {
      if (leaf.kind === 'unresolved') return false;
      if (leaf.kind === 'state' && leaf.name !== but) asked.add(leaf.name);
    }
    return true;
  };
  for (const leaf of leavesIn(...ofAll)) {
    if (leaf.kind === 'unresolved' && leaf.path[0] === service) return undefined;
    if (leaf.kind === 'state' && leaf.participant === service) asked.add(leaf.name);
  }
  const areKnown =
    conditions.every(condition => !condition || ask(condition)) &&
    assignments.every(({ state, value }) => state !== undefined && ask(value, state));
  return areKnown ? asked : undefined;
}

function outcomesIn({ reactions, schedules }: Participant): readonly Outcome[] {
  return [...reactions.flatMap(outcomesOf), ...schedules.map(({ outcome }) => outcome)];
}

export interface WriteOnlyState extends FindingBase {
  readonly code: 'write-only-state';
  readonly participant: string;
  readonly state: StateVariable;
  /** At least one. */
  readonly settings: readonly Assignment[];
}
