/** What a comparison asks of a payload alone, under a name that is the same wherever the same is asked. */
import type { Expression, FieldAccess } from '@choreo/model';
import { calculated, isComparison, opposite, textOf, turned } from './constant.ts';
import type { Comparison, Constant } from './constant.ts';
import { Exact } from './exact.ts';
import { leavesOf, pathOf } from './leaves.ts';

/** How one side lies to the other. */
export type Asked =
  /** A field to a constant. */
  | {
      readonly kind: 'field';
      readonly field: FieldAccess;
      readonly constant: Constant;
      /** The field stands on the right. */
      readonly isTurned: boolean;
    }
  /** Anything else that only reads fields of one message. */
  | {
      readonly kind: 'relation';
      /** Whose fields it reads, as written; undefined where that is not said. */
      readonly message: string | undefined;
      readonly key: string;
      /** The key names the right side first. */
      readonly isTurned: boolean;
    };

/** Expressions that are nested deeper count as open: the stack has an end. */
export const deepest = 400;

const known = new WeakMap<Expression, WeakMap<Expression, Asked | undefined>>();

/** Undefined where a comparison of the two also asks for something else, or reads no field at all. */
export function askedBy(left: Expression, right: Expression): Asked | undefined {
  const others = known.get(left) ?? new WeakMap<Expression, Asked | undefined>();
  known.set(left, others);
  if (!others.has(right)) others.set(right, findAsked(left, right));
  return others.get(right);
}

function findAsked(left: Expression, right: Expression): Asked | undefined {
  const leaves = [...leavesOf(left), ...leavesOf(right)];
  if (leaves.some(({ kind }) => kind === 'state' || kind === 'unresolved')) return undefined;
  const fields = leaves.filter(leaf => leaf.kind === 'field');
  const message = fields[0]?.message;
  if (fields.length === 0 || fields.some(field => field.message !== message)) return undefined;
  for (const [field, other, isTurned] of [
    [left, right, false],
    [right, left, true],
  ] as const) {
    const constant = field.kind === 'field' && fields.length === 1 ? constantOf(other) : undefined;
    if (field.kind === 'field' && constant !== undefined) return { kind: 'field', field, constant, isTurned };
  }
  const [first, second] = [keyOf(left), keyOf(right)];
  if (first === undefined || second === undefined) return undefined;
  const isTurned = second < first;
  return { kind: 'relation', message, key: JSON.stringify(isTurned ? [second, first] : [first, second]), isTurned };
}

/** The operator that says the same of the sides in the order in which they are asked for. */
export function turnedBy({ isTurned }: Pick<Asked, 'isTurned'>, operator: Comparison): Comparison {
  return isTurned ? turned[operator] : operator;
}

/** The value of a literal. */
export function literalOf(expression: Expression): Constant | undefined {
  switch (expression.kind) {
    case 'number':
      return Exact.of(expression.text, true);
    case 'string':
    case 'boolean':
    case 'enum-value':
    case 'state-value':
      return expression.value;
    default:
      return undefined;
  }
}

/** The value of a literal, or of what is calculated from literals; undefined for all else, and where it is open. */
export function constantOf(expression: Expression, depth = 0): Constant | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'unary' && expression.operator === '-') {
    const operand = constantOf(expression.operand, depth + 1);
    return operand === undefined ? undefined : opposite(operand);
  }
  if (expression.kind !== 'binary') return literalOf(expression);
  const { operator, left, right } = expression;
  if (isComparison(operator) || operator === 'and' || operator === 'or') return undefined;
  const [first, second] = [constantOf(left, depth + 1), constantOf(right, depth + 1)];
  return first === undefined || second === undefined ? undefined : calculated(operator, first, second);
}

/** A text that says the same as the expression, and nothing else; undefined where the expression is too deep. */
export function keyOf(expression: Expression): string | undefined {
  const parts = partsOf(expression, 0);
  return parts && JSON.stringify(parts);
}

type Parts = readonly (string | Parts)[];

function partsOf(expression: Expression, depth: number): Parts | undefined {
  if (depth > deepest) return undefined;
  const around = (name: string, ...inner: readonly Expression[]): Parts | undefined => {
    const parts = inner.map(part => partsOf(part, depth + 1));
    return parts.includes(undefined) ? undefined : [name, ...parts.filter(part => part !== undefined)];
  };
  switch (expression.kind) {
    case 'field':
      return ['field', pathOf(expression)];
    case 'state':
      return ['state', expression.name];
    case 'unresolved':
      return ['unresolved', ...expression.path];
    case 'unary':
      return around(expression.operator, expression.operand);
    case 'binary':
      return around(expression.operator, expression.left, expression.right);
    case 'in':
      return around('in', expression.value, ...expression.options);
    default: {
      const value = literalOf(expression);
      return value === undefined ? undefined : [textOf(value)];
    }
  }
}
