/** What the model asks of what a message carries. */
import { retriesOf } from '@choreo/model';
import type { Choreography, Expression, Outcome, Reaction, StateVariable } from '@choreo/model';
import { deepest, keyOf } from './comparison.ts';
import { leavesOf } from './leaves.ts';

/** A part of a condition, or of an assigned value, that the payload decides by itself, as large as can be. */
export interface Question {
  readonly expression: Expression;
  /** Only whether it is true matters: something missing is as good as false. */
  readonly isCondition: boolean;
  /** The bounds of the states that are set to just this field. */
  readonly keptIn?: readonly Bounds[];
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Whose fields are meant, by message id; undefined where a field does not say. */
export type IsOwn = (message: string | undefined) => boolean;

/** Whether a field of an expression of the reaction is read from this message. */
export function isReadFrom(reaction: Reaction, message: string): IsOwn {
  return named => named === message || (named === undefined && reaction.trigger.kind !== 'all');
}

/** What the reactions ask of a message that they take, in the order of the text. */
export function questionsAbout(message: string, { participants }: Choreography): readonly Question[] {
  return participants.flatMap(({ reactions, states }) =>
    reactions
      .filter(reaction => reaction.trigger.messages.some(ref => ref.message === message))
      .flatMap(reaction =>
        expressionsOf(reaction, states).flatMap(question => questionsOf(question, isReadFrom(reaction, message))),
      ),
  );
}

/** The parts of a question that the message decides by itself. */
export function questionsOf({ expression, isCondition, keptIn }: Question, isOwn: IsOwn): readonly Question[] {
  const questions = questionsIn(expression, isCondition, isOwn, 0);
  return keptIn ? questions.map(question => ({ ...question, keptIn })) : questions;
}

/** A text that says the same as the question. */
export function questionKey({ expression, isCondition, keptIn }: Question): string | undefined {
  const key = keyOf(expression);
  return key === undefined ? undefined : `${isCondition} ${JSON.stringify(keptIn ?? [])} ${key}`;
}

/** All that the reaction asks once it has its messages; a join that gives up knows nothing of what they carried. */
export function expressionsOf(reaction: Reaction, states: readonly StateVariable[]): readonly Question[] {
  const { guard, body, atMost } = reaction;
  const conditions = guard ? [guard] : [];
  const outcomes: Outcome[] = [];
  if (body.kind === 'outcome') outcomes.push(body.outcome);
  if (body.kind === 'branches') {
    for (const branch of body.branches) {
      if (branch.guard) conditions.push(branch.guard);
      outcomes.push(branch.outcome);
    }
  }
  if (atMost) outcomes.push(atMost.otherwise);
  for (const { bound } of retriesOf(reaction)) if (bound) outcomes.push(bound.otherwise);
  const items = outcomes.flatMap(({ alternatives }) => alternatives.flatMap(alternative => alternative.items));
  return [
    ...conditions.map(expression => ({ expression, isCondition: true })),
    ...items.flatMap((item): readonly Question[] => {
      if (item.kind !== 'set') return [];
      const type = states.find(({ name }) => name === item.state)?.type;
      const isKept = item.value.kind === 'field' && type?.kind === 'range';
      return [{ expression: item.value, isCondition: false, ...(isKept ? { keptIn: [type] } : {}) }];
    }),
  ];
}

function questionsIn(expression: Expression, isCondition: boolean, isOwn: IsOwn, depth: number): readonly Question[] {
  if (depth > deepest) return [];
  const leaves = leavesOf(expression);
  const fields = leaves.filter(leaf => leaf.kind === 'field' && isOwn(leaf.message));
  if (fields.length === 0) return [];
  const others = leaves.filter(({ kind }) => kind === 'field' || kind === 'state' || kind === 'unresolved');
  const isNegation = expression.kind === 'unary' && expression.operator === 'not';
  if (others.length === fields.length && !isNegation) return [{ expression, isCondition }];
  const inside = (areConditions: boolean, ...parts: readonly Expression[]): readonly Question[] =>
    parts.flatMap(part => questionsIn(part, areConditions, isOwn, depth + 1));
  switch (expression.kind) {
    case 'unary':
      return inside(isNegation, expression.operand);
    case 'binary': {
      const { operator, left, right } = expression;
      return inside(operator === 'and' || operator === 'or', left, right);
    }
    case 'in':
      return inside(false, expression.value, ...expression.options);
    default:
      return [];
  }
}
