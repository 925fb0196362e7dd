/** `unknown-field` and `type-mismatch` over a whole choreography. */
import type {
  Channel,
  Choreography,
  Message,
  Names,
  Outcome,
  Participant,
  Reaction,
  StateVariable,
} from '@choreo/model';
import { conditionOf, conditionsIn, itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { UnknownField } from '../typing/type-error.ts';
import { fieldOf } from '../expressions/field-path.ts';
import { checkAgainstEntries } from '../typing/entry-payload.ts';
import { GivenFieldsCheck } from '../typing/given-fields.ts';
import type { Giver } from '../typing/given-fields.ts';
import { checkPayload } from '../typing/payload.ts';
import { findEndlessTypes } from '../typing/endless-types.ts';
import { TypeChecker } from '../typing/type-checker.ts';
import { contextOf, contextOfCondition } from '../typing/typing-context.ts';
import type { TypeFinding } from '../typing/type-checker.ts';

export function findTypeErrors(choreography: Choreography): TypeFinding[] {
  const names = namesOf(choreography);
  return [
    ...findEndlessTypes(choreography),
    ...choreography.participants.flatMap(participant => givenBy(participant, names)),
    ...choreography.participants.flatMap(participant => [
      ...participant.states.flatMap(state => inInitialValue(state, names, participant)),
      ...participant.schedules.flatMap(({ outcome }) => inOutcomes([outcome], names, participant, undefined)),
      ...participant.reactions.flatMap(reaction => inReaction(reaction, names, participant)),
    ]),
    ...choreography.channels.flatMap(channel => inChannel(channel, names)),
    ...inConditions(choreography, names),
    ...choreography.scenarios.flatMap(({ steps }) =>
      steps.flatMap(step => {
        const message = step.kind === 'given' ? names.messages.get(step.message.message) : undefined;
        if (step.kind !== 'given' || !message || !step.payload) return [];
        return [
          ...checkPayload(names, message, step.payload),
          ...checkAgainstEntries(choreography, message, step.payload),
        ];
      }),
    ),
  ];
}

function inConditions({ participants, properties, scenarios }: Choreography, names: Names): readonly TypeFinding[] {
  const conditions = [
    ...properties.flatMap(({ sentences }) => sentences.flatMap(sentence => conditionOf(sentence) ?? [])),
    ...scenarios.flatMap(conditionsIn),
  ];
  if (conditions.length === 0) return none;
  const checker = new TypeChecker(contextOfCondition(names, participants));
  for (const condition of conditions) checker.checkCondition(condition);
  return checker.findings;
}

function inInitialValue(state: StateVariable, names: Names, participant: Participant): readonly TypeFinding[] {
  if (!state.initial) return none;
  const checker = new TypeChecker(contextOf(names, participant, undefined));
  checker.checkAssignment(state, state.initial);
  return checker.findings.map(finding =>
    finding.code === 'unknown-field' && finding.problem.kind === 'name'
      ? { ...finding, problem: { kind: 'initial', state: state.name } }
      : finding,
  );
}

const none: readonly TypeFinding[] = [];

/** Of the blocks behind what the participant emits. */
function givenBy(participant: Participant, names: Names): readonly TypeFinding[] {
  const check = new GivenFieldsCheck(names, participant);
  const inOutcome = (outcome: Outcome, giver: Giver) => {
    for (const item of itemsOf([outcome])) if (item.kind === 'emit') check.check(item, giver);
  };
  for (const entry of participant.emits) check.check(entry, { kind: 'entry' });
  for (const { outcome } of participant.schedules) inOutcome(outcome, { kind: 'schedule' });
  for (const reaction of participant.reactions) {
    for (const outcome of outcomesOf(reaction)) {
      const isTimeout = outcome === reaction.within?.otherwise;
      inOutcome(outcome, { kind: isTimeout ? 'timeout' : 'reaction', reaction });
    }
  }
  return check.findings;
}

function inReaction(reaction: Reaction, names: Names, participant: Participant): readonly TypeFinding[] {
  const { guard, body } = reaction;
  const branches = body.kind === 'branches' ? body.branches : [];
  const guards = [...(guard ? [guard] : []), ...branches.flatMap(branch => branch.guard ?? [])];
  // Without a state there is nothing to check.
  const found = participant.states.length === 0 ? none : inOutcomes(outcomesOf(reaction), names, participant, reaction);
  if (guards.length === 0) return found;
  const checker = new TypeChecker(contextOf(names, participant, reaction));
  for (const expression of guards) checker.checkGuard(expression);
  return [...checker.findings, ...found];
}

function inOutcomes(
  outcomes: readonly Outcome[],
  names: Names,
  participant: Participant,
  reaction: Reaction | undefined,
): readonly TypeFinding[] {
  let checker: TypeChecker | undefined;
  for (const outcome of outcomes) {
    const isTimeout = outcome === reaction?.within?.otherwise;
    for (const item of itemsOf([outcome])) {
      if (item.kind !== 'set') continue;
      const state = participant.states.find(other => other.name === item.state);
      checker ??= new TypeChecker(contextOf(names, participant, reaction));
      if (state) checker.checkAssignment(state, item.value, isTimeout);
    }
  }
  return checker?.findings ?? none;
}

function inChannel(channel: Channel, names: Names): UnknownField[] {
  const { orderedBy } = channel;
  if (!orderedBy) return [];
  const carried = channel.carries.flatMap(ref => names.messages.get(ref.message) ?? []);
  const lacking = carried.filter(message => !fieldOf(names, message, orderedBy.field));
  if (lacking.length === 0) return inOptionalOrder(channel, orderedBy, carried, names);
  const [first, ...others] = carried.map(message => names.allFields(message).map(field => field.name));
  const candidates = (first ?? []).filter(name => others.every(fields => fields.includes(name)));
  const problem = { kind: 'ordered-by', channel, messages: lacking.map(message => message.id) } as const;
  return [{ code: 'unknown-field', name: orderedBy.field, candidates, problem, span: orderedBy.span, about: [] }];
}

/** A message without the field has no order relative to those that have it. */
function inOptionalOrder(
  channel: Channel,
  { field: name, span }: NonNullable<Channel['orderedBy']>,
  carried: readonly Message[],
  names: Names,
): UnknownField[] {
  const lacking = carried.flatMap(message => {
    const field = fieldOf(names, message, name);
    return field?.optional ? [{ message, field }] : [];
  });
  if (lacking.length === 0) return [];
  const problem = { kind: 'ordered-by-optional', channel, on: lacking } as const;
  return [{ code: 'unknown-field', name, candidates: [], problem, span, about: [] }];
}
