/** Guards and assigned values, made ready to be asked many times. */
import type { Expression } from '@choreo/model';
import { atomOf } from './comparison.ts';
import type { Content, Known } from './facts.ts';

/** `state`: the bytes of a state, see `Layout` · `contents`: of the trigger's messages, in the order in which it names them. */
export type Term = (state: Uint8Array, contents: readonly (Content | undefined)[]) => Known;

/** What an expression can see from where it stands. */
export interface Sight {
  /** Where a state variable's value is kept, and the values that its numbers stand for. */
  variable(name: string): { readonly slot: number; readonly values: readonly Known[] } | undefined;
  /** Which of the contents a field is read from; undefined where that is open. */
  contentOf(message: string | undefined): number | undefined;
}

/** Whether an expression asks for any state. */
export function readsState(expression: Expression): boolean {
  switch (expression.kind) {
    case 'state':
      return true;
    case 'unary':
      return readsState(expression.operand);
    case 'binary':
      return readsState(expression.left) || readsState(expression.right);
    case 'in':
      return [expression.value, ...expression.options].some(readsState);
    default:
      return false;
  }
}

/** Expressions nested deeper than this count as open, since the stack has an end. */
const deepest = 400;

export function termOf(expression: Expression, sight: Sight, depth = 0): Term {
  if (depth > deepest) return () => undefined;
  const inner = (part: Expression): Term => termOf(part, sight, depth + 1);
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
      return () => undefined;
    case 'state': {
      const variable = sight.variable(expression.name);
      if (!variable) return () => undefined;
      const { slot, values } = variable;
      return state => values[state[slot] ?? 0];
    }
    case 'field': {
      const index = sight.contentOf(expression.message);
      const key = expression.path.join('.');
      return index === undefined ? () => undefined : (_, contents) => contents[index]?.answers.get(key);
    }
    case 'unary': {
      const operand = inner(expression.operand);
      if (expression.operator === 'not') return (state, contents) => negated(operand(state, contents));
      return (state, contents) => {
        const value = operand(state, contents);
        return typeof value === 'number' ? -value : undefined;
      };
    }
    case 'binary': {
      const left = inner(expression.left);
      const right = inner(expression.right);
      const { operator } = expression;
      return orAsked(expression, sight, (state, contents) =>
        combine(operator, left(state, contents), right(state, contents)),
      );
    }
    case 'in': {
      const value = inner(expression.value);
      const options = expression.options.map(inner);
      return orAsked(expression, sight, (state, contents) =>
        isAmong(
          value(state, contents),
          options.map(option => option(state, contents)),
        ),
      );
    }
    default:
      return expression satisfies never;
  }
}

/** Where the parts do not tell, the message may carry the answer to the whole. */
function orAsked(expression: Expression, sight: Sight, term: Term): Term {
  const atom = atomOf(expression);
  const index = atom && sight.contentOf(atom.message);
  if (!atom || index === undefined) return term;
  return (state, contents) => {
    const value = term(state, contents);
    if (value !== undefined) return value;
    const answer = contents[index]?.answers.get(atom.key);
    // What is missing is neither more nor less than anything.
    if (answer === null) return false;
    return atom.negated ? negated(answer) : answer;
  };
}

function negated(value: Known): Known {
  if (value === null) return true;
  return typeof value === 'boolean' ? !value : undefined;
}

function isAmong(value: Known, options: readonly Known[]): Known {
  if (value === undefined) return undefined;
  if (options.includes(value)) return true;
  return options.includes(undefined) ? undefined : false;
}

export function combine(
  operator: Extract<Expression, { kind: 'binary' }>['operator'],
  left: Known,
  right: Known,
): Known {
  switch (operator) {
    case 'and':
      if (isFalse(left) || isFalse(right)) return false;
      return left === true && right === true ? true : undefined;
    case 'or':
      if (left === true || right === true) return true;
      return isFalse(left) && isFalse(right) ? false : undefined;
    case '==':
      return left === undefined || right === undefined ? undefined : left === right;
    case '!=':
      return left === undefined || right === undefined ? undefined : left !== right;
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (left === null || right === null) return false;
      return typeof left === typeof right && left !== undefined && right !== undefined
        ? isOrderedSo(operator, left, right)
        : undefined;
    default:
      return typeof left === 'number' && typeof right === 'number' ? compute(operator, left, right) : undefined;
  }
}

/** What is missing is not true. */
function isFalse(value: Known): boolean {
  return value === false || value === null;
}

function isOrderedSo(operator: '<' | '<=' | '>' | '>=', left: string | number | boolean, right: typeof left): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return operator satisfies never;
  }
}

function compute(operator: '+' | '-' | '*' | '/', left: number, right: number): Known {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    default:
      return operator satisfies never;
  }
}
