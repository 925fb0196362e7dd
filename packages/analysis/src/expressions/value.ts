/** The operators of the language, for all that evaluates expressions: three-valued logic, arithmetic, and fields that may be missing. */
import type { BinaryOperator } from '@choreo/model';

/** A state's or an enum's value goes by its name; `null` is a field that is missing. */
export type Value = number | boolean | string | null;

/** `undefined`: it depends on what is open. */
export type Known = Value | undefined;

/** What is missing counts as false. */
export function truthOf(value: Known): boolean | undefined {
  if (value === null) return false;
  return typeof value === 'boolean' ? value : undefined;
}

export function negated(value: Known): boolean | undefined {
  const truth = truthOf(value);
  return truth === undefined ? undefined : !truth;
}

export function combined(operator: BinaryOperator, left: Known, right: Known): Known {
  switch (operator) {
    case 'and': {
      const truths = [truthOf(left), truthOf(right)];
      return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
    }
    case 'or': {
      const truths = [truthOf(left), truthOf(right)];
      return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return holds(operator, orderOf(left, right));
    case '+':
    case '-':
    case '*':
    case '/':
      return computed(operator, left, right);
    default:
      return operator satisfies never;
  }
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return ['==', '!=', '<', '<=', '>', '>='].includes(operator);
}

/** How two values lie to one another: `null` where they are neither equal nor ordered, `missing` where both are. */
export type Order = -1 | 0 | 1 | null | 'missing';

export function orderOf(left: Known, right: Known): Order | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return left === right ? 'missing' : null;
  if (typeof left !== typeof right) return undefined;
  if (left === right) return 0;
  if (Number.isNaN(left) || Number.isNaN(right)) return null;
  return left < right ? -1 : 1;
}

export function holds(operator: Comparison, order: Order | undefined): boolean | undefined {
  if (order === undefined) return undefined;
  switch (operator) {
    // What is missing equals only what is missing too, and is neither more nor less than anything.
    case '==':
      return order === 0 || order === 'missing';
    case '!=':
      return order !== 0 && order !== 'missing';
    case '<':
      return order === -1;
    case '<=':
      return order === -1 || order === 0;
    case '>':
      return order === 1;
    case '>=':
      return order === 1 || order === 0;
    default:
      return operator satisfies never;
  }
}

/** With something missing, the result is missing. */
function computed(operator: '+' | '-' | '*' | '/', left: Known, right: Known): Known {
  if (left === undefined || right === undefined) return undefined;
  if (left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
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
