/** `not-idempotent`: what a service without an inbox does twice if a message is delivered twice. */
import type { Channel, Choreography, MessageRef, Reaction } from '@choreo/model';
import { statesIn } from '../expressions/leaves.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Known } from '../expressions/value.ts';
import { carriersOf } from '../graph/channels.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import type { ReactionChoice, ReactionStep } from '../graph/reaction-steps.ts';
import type { FindingBase } from '../typing/finding-base.ts';

/** Reactions with more alternatives than this are not compared pair by pair. */
const mostChoices = 40;

/** Checks only our own services, since the model does not show how external ones work. */
export function findNotIdempotent(choreography: Choreography, graph: MessageGraph): NotIdempotent[] {
  const services = new Set(choreography.participants.filter(({ kind }) => kind === 'service').map(({ name }) => name));
  const carriers = carriersOf(choreography);
  const stepsOf = Map.groupBy(graph.steps, ({ reaction }) => reaction);
  return [...stepsOf].flatMap(([reaction, steps]) => {
    if (reaction.idempotent || reaction.broken || !services.has(reaction.participant)) return [];
    const redelivered = reaction.trigger.messages.flatMap(ref => {
      const carrying = carriers.get(ref.message) ?? [];
      const channel = carrying.find(({ delivery }) => delivery === undefined || delivery === 'at-least-once');
      if (carrying.length > 0 && !channel) return [];
      return [{ ref, ...(channel?.delivery ? { channel } : {}) }];
    });
    if (redelivered.length === 0 || isHarmlessTwice(reaction, steps)) return [];
    const choices = steps.flatMap(step => step.choices);
    const emits = new Set(choices.flatMap(({ emissions }) => emissions.map(({ message }) => message)));
    const sets = new Set(choices.flatMap(({ assignments }) => assignments.map(({ name }) => name)));
    return [
      {
        code: 'not-idempotent' as const,
        reaction,
        redelivered,
        emits: [...emits],
        sets: [...sets],
        span: reaction.headSpan,
        about: [reaction.nameSpan],
      },
    ];
  });
}

/** Whether its first firing prevents any further effect of the same message. */
function isHarmlessTwice(reaction: Reaction, steps: readonly ReactionStep[]): boolean {
  const { guard } = reaction;
  const choices = steps.flatMap(({ part, choices: those }) =>
    // A join waits again only if its guard lets the message in.
    part === 'within' && guard ? those.map(choice => ({ ...choice, holds: [...choice.holds, guard] })) : those,
  );
  const effective = choices.filter(hasEffect);
  if (effective.length === 0) return true;
  if (choices.length > mostChoices) return false;
  const body = new Set(steps.flatMap(step => (step.part === 'body' ? step.choices : [])));
  const read = statesIn(choices.flatMap(({ holds, fails }) => [...holds, ...fails]));
  return effective.every(first => {
    const left = valuesLeftBy(first);
    // If it sets nothing that the guards read, the same branch is taken again.
    const staysInBranch = body.has(first) && ![...left.keys()].some(state => read.has(state));
    const isOtherBranch = (again: ReactionChoice) => staysInBranch && body.has(again) && again.fails !== first.fails;
    return effective.every(again => isOtherBranch(again) || isExcluded(again, left) || changesNothing(again, left));
  });
}

function hasEffect({ emissions, assignments }: ReactionChoice): boolean {
  return emissions.length > 0 || assignments.length > 0;
}

/** The values of the states that the alternative sets; undefined if a value is not known. */
function valuesLeftBy({ assignments }: ReactionChoice): ReadonlyMap<string, Known> {
  const left = new Map<string, Known>();
  for (const { state, value } of assignments) if (state !== undefined) left.set(state, evaluate(value, '', undefined));
  return left;
}

function isExcluded({ holds, fails }: ReactionChoice, left: ReadonlyMap<string, Known>): boolean {
  for (const [state, value] of left) {
    if (value === undefined) continue;
    if (holds.some(guard => evaluate(guard, state, value) === false)) return true;
    if (fails.some(guard => evaluate(guard, state, value) === true)) return true;
  }
  return false;
}

function changesNothing({ emissions, assignments }: ReactionChoice, left: ReadonlyMap<string, Known>): boolean {
  return (
    emissions.length === 0 &&
    assignments.every(({ state, value }) => {
      const known = state === undefined ? undefined : left.get(state);
      return known !== undefined && evaluate(value, '', undefined) === known;
    })
  );
}

export interface NotIdempotent extends FindingBase {
  readonly code: 'not-idempotent';
  readonly reaction: Reaction;
  /** Messages that may be delivered twice, with the channel that says so, if there is one. */
  readonly redelivered: readonly { readonly ref: MessageRef; readonly channel?: Channel }[];
  /** What happens twice: events, then states. */
  readonly emits: readonly string[];
  readonly sets: readonly string[];
}
