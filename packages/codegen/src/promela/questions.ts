/** What the model asks of what a message carries. */
import type { Choreography, Expression, Outcome, Reaction } from '@choreo/model';
import { deepest, keyOf } from './comparison.ts';
import { leavesOf } from './leaves.ts';

/** A part of a condition, or of an assigned value, that the payload decides by itself, as large as can be. */
export interface Question {
  readonly expression: Expression;
  /** Only whether it is true matters: something missing is as good as false. */
  readonly isCondition: boolean;
}

/** Whose fields are meant, by message id; undefined where a field does not say. */
type IsOwn = (message: string | undefined) => boolean;

/** Whether a field of an expression of the reaction is read from this message. */
export function isReadFrom(reaction: Reaction, message: string): IsOwn {
  return named => named === message || (named === undefined && reaction.trigger.kind !== 'all');
}

/** Each once, in the order of the text. */
export function questionsAbout(message: string, { participants }: Choreography): readonly Question[] {
  const questions = new Map<string, Question>();
  for (const reaction of participants.flatMap(({ reactions }) => reactions)) {
    if (!reaction.trigger.messages.some(ref => ref.message === message)) continue;
    const isOwn = isReadFrom(reaction, message);
    for (const { expression, isCondition } of expressionsOf(reaction)) {
      for (const question of questionsIn(expression, isCondition, isOwn, 0))
        questions.set(`${question.isCondition} ${keyOf(question.expression) ?? questions.size}`, question);
    }
  }
  return [...questions.values()];
}

/** All that the reaction asks once it has its messages; a join that gives up knows nothing of what they carried. */
export function expressionsOf({ guard, body, atMost }: Reaction): readonly Question[] {
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
  const items = outcomes.flatMap(({ alternatives }) => alternatives.flatMap(alternative => alternative.items));
  return [
    ...conditions.map(expression => ({ expression, isCondition: true })),
    ...items.flatMap(item => (item.kind === 'set' ? [{ expression: item.value, isCondition: false }] : [])),
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
