/** Compiles expressions into functions, to evaluate them many times with different values of what they read. */
import type { Expression } from '@choreo/model';
import { Decimal } from './decimal.ts';
import { combined, holds, isComparison, negated, orderOf } from './value.ts';
import type { Comparison, Known, Order } from './value.ts';

/** The value of an expression. `S` and `P` hold the values of what it reads, such as a state and a message. */
export type Term<S, P = undefined> = (state: S, payload: P) => Known;

export type Leaf = Extract<Expression, { kind: 'field' | 'state' }>;

/** What an expression can read. */
export interface Sight<S, P = undefined> {
  /** How to read the value of a field or a state; undefined if it is open. */
  read(leaf: Leaf): Term<S, P> | undefined;
  /** The order of two expressions, if it is known without their values; undefined if the values decide it. */
  order?(left: Expression, right: Expression): ((state: S, payload: P) => Order | undefined) | undefined;
  /** The value of a comparison or an `in` whose parts do not decide it. */
  answer?(expression: Expression): Term<S, P> | undefined;
}

/** Expressions nested deeper than this count as open, since the stack is limited. */
export const deepest = 400;

/** As a literal, it takes the kind of the number beside it. */
const zero = Decimal.literal('0');

const open = (): undefined => undefined;

export function termOf<S, P = undefined>(expression: Expression, sight: Sight<S, P>, depth = 0): Term<S, P> {
  if (depth > deepest) return open;
  switch (expression.kind) {
    case 'number': {
      const literal = Decimal.literal(expression.text);
      return () => literal;
    }
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
    case 'state':
      return sight.read(expression) ?? open;
    case 'unary': {
      const operand = termOf(expression.operand, sight, depth + 1);
      if (expression.operator === 'not') return (state, payload) => negated(operand(state, payload));
      return (state, payload) => combined('-', zero, operand(state, payload));
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (isComparison(operator)) {
        return answered(expression, sight, comparison(operator, left, right, sight, depth));
      }
      const [first, second] = [termOf(left, sight, depth + 1), termOf(right, sight, depth + 1)];
      return (state, payload) => combined(operator, first(state, payload), second(state, payload));
    }
    case 'in': {
      const equals = expression.options.map(option => comparison('==', expression.value, option, sight, depth));
      const isOneOf: Term<S, P> = (state, payload) =>
        equals.reduce<Known>((found, equal) => combined('or', found, equal(state, payload)), false);
      return answered(expression, sight, isOneOf);
    }
    default:
      return expression satisfies never;
  }
}

function comparison<S, P>(
  operator: Comparison,
  left: Expression,
  right: Expression,
  sight: Sight<S, P>,
  depth: number,
): Term<S, P> {
  const order = sight.order?.(left, right);
  if (order) return (state, payload) => holds(operator, order(state, payload));
  const [first, second] = [termOf(left, sight, depth + 1), termOf(right, sight, depth + 1)];
  return (state, payload) => holds(operator, orderOf(first(state, payload), second(state, payload)));
}

function answered<S, P>(expression: Expression, sight: Sight<S, P>, term: Term<S, P>): Term<S, P> {
  const answer = sight.answer?.(expression);
  return answer ? (state, payload) => term(state, payload) ?? answer(state, payload) : term;
}

/** Takes the value of the state `name`; everything else is open. */
export function termOfState(expression: Expression, name: string): Term<Known> {
  return termOf(expression, { read: leaf => (leaf.kind === 'state' && leaf.name === name ? at => at : undefined) });
}

/** The value if the state `name` has the value `at`, and everything else is open. */
export function evaluate(expression: Expression, name: string, at: Known): Known {
  return termOfState(expression, name)(at, undefined);
}

/** What it is worth where all that it reads has these values. */
export function evaluateWith(expression: Expression, valueOf: (leaf: Leaf) => Known): Known {
  return termOf(expression, { read: leaf => () => valueOf(leaf) })(undefined, undefined);
}
