/** Conditions that only a payload can decide, each with one key wherever it occurs. */
import type { Expression, FieldAccess } from '@choreo/model';
import { expressionText } from '../text/expression-text.ts';
import { deepest } from './evaluate.ts';
import { leavesIn } from './leaves.ts';
import { isComparison } from './value.ts';

export interface Atom {
  /** The same for `a <= b` and `not a > b`. */
  readonly key: string;
  readonly negated: boolean;
  /** The message whose fields it reads, as written; undefined if the source does not name it. */
  readonly message: string | undefined;
  readonly fields: readonly FieldAccess[];
}

/** Whether its operator makes it true or false. A boolean field or literal is no condition in this sense. */
export function isCondition(expression: Expression): boolean {
  if (expression.kind === 'unary') return expression.operator === 'not';
  if (expression.kind === 'binary')
    return isComparison(expression.operator) || ['and', 'or'].includes(expression.operator);
  return expression.kind === 'in';
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;

/** A comparison that reads fields of one message and no state; undefined for anything else. */
export function atomOf(expression: Expression): Atom | undefined {
  if (expression.kind !== 'binary' && expression.kind !== 'in') return undefined;
  if (expression.kind === 'binary' && !isComparison(expression.operator)) return undefined;
  const leaves = [...leavesIn(expression)];
  if (leaves.some(({ kind }) => kind === 'state' || kind === 'state-value' || kind === 'unresolved')) return undefined;
  const fields = leaves.filter(leaf => leaf.kind === 'field');
  const [first] = fields;
  if (!first || fields.some(field => field.message !== first.message)) return undefined;
  const base = { message: first.message, fields };
  if (expression.kind === 'in') return { ...base, key: expressionText(expression, 0, deepest), negated: false };
  const { operator, left, right } = expression;
  if (!isComparison(operator)) return undefined;
  // A constant is on the right.
  const swap = left.kind !== 'field' && right.kind === 'field';
  const [a, b] = (swap ? [right, left] : [left, right]).map(part => expressionText(part, 5, deepest));
  const written = swap ? mirrored[operator] : operator;
  switch (written) {
    case '!=':
      return { ...base, key: `${a} == ${b}`, negated: true };
    case '<=':
      return { ...base, key: `${a} > ${b}`, negated: true };
    case '>=':
      return { ...base, key: `${a} < ${b}`, negated: true };
    default:
      return { ...base, key: `${a} ${written} ${b}`, negated: false };
  }
}
