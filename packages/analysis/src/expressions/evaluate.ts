/** Conditions made ready to be asked many times, each time with other values of what they read. */
import type { Expression } from '@choreo/model';
import { combined, holds, isComparison, negated, orderOf } from './value.ts';
import type { Comparison, Known, Order } from './value.ts';

/** `values`: of the variables, by the places that the `Sight` gave them. */
export type Term = (values: readonly Known[]) => Known;

/** What can be seen from where an expression stands. */
export interface Sight {
  /** The place of a field's or a state's value; undefined where it is open. */
  placeOf(leaf: Leaf): number | undefined;
  /**
   * The place of what stands for the order of two expressions; undefined where the two are to be looked at themselves.
   * `flipped`: it is the order of the second to the first.
   */
  placeOfOrder(left: Expression, right: Expression): { readonly place: number; readonly flipped: boolean } | undefined;
}

export type Leaf = Extract<Expression, { kind: 'field' | 'state' }>;

/** Expressions nested deeper than this count as open, since the stack has an end. */
export const deepest = 400;

const open: Term = () => undefined;

export function termOf(expression: Expression, sight: Sight, depth = 0): Term {
  if (depth > deepest) return open;
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'enum-value':
    case 'state-value': {
      const { value } = expression;
      return () => value;
    }
    case 'unresolved':
      return open;
    case 'field':
    case 'state': {
      const place = sight.placeOf(expression);
      return place === undefined ? open : values => values[place];
    }
    case 'unary': {
      const operand = termOf(expression.operand, sight, depth + 1);
      if (expression.operator === 'not') return values => negated(operand(values));
      return values => combined('-', 0, operand(values));
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (isComparison(operator)) return comparison(operator, left, right, sight, depth);
      const [first, second] = [termOf(left, sight, depth + 1), termOf(right, sight, depth + 1)];
      return values => combined(operator, first(values), second(values));
    }
    case 'in': {
      const equals = expression.options.map(option => comparison('==', expression.value, option, sight, depth));
      return values => equals.reduce<Known>((found, equal) => combined('or', found, equal(values)), false);
    }
    default:
      return expression satisfies never;
  }
}

function comparison(operator: Comparison, left: Expression, right: Expression, sight: Sight, depth: number): Term {
  const order = sight.placeOfOrder(left, right);
  if (order) {
    const { place, flipped } = order;
    return values => holds(operator, asOrder(values[place], flipped));
  }
  const [first, second] = [termOf(left, sight, depth + 1), termOf(right, sight, depth + 1)];
  return values => holds(operator, orderOf(first(values), second(values)));
}

function asOrder(value: Known, flipped: boolean): Order | undefined {
  if (value === null || value === 0) return value;
  if (value !== 1 && value !== -1) return undefined;
  return (value === 1) === flipped ? -1 : 1;
}
