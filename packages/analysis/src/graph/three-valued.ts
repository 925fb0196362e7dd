/** What an expression is worth when one state has a known value and all else is open. */
import type { Expression } from '@choreo/model';

/** A position in the state's values, a number or a truth; `undefined` where it depends on something else. */
export type Known = number | boolean | string | undefined;

/** Expressions nested deeper than this count as open, since the stack has an end. */
const deepest = 400;

/** `at`: the value of the state `name`; a state's own values stand for themselves. */
export function evaluate(expression: Expression, name: string, at: Known, depth = 0): Known {
  if (depth > deepest) return undefined;
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return expression.value;
    case 'string':
      return undefined;
    case 'state':
      return expression.name === name ? at : undefined;
    case 'state-value':
      return expression.value;
    case 'field':
    case 'enum-value':
    case 'unresolved':
      return undefined;
    case 'unary': {
      const operand = evaluate(expression.operand, name, at, depth + 1);
      if (expression.operator === 'not') return typeof operand === 'boolean' ? !operand : undefined;
      return typeof operand === 'number' ? -operand : undefined;
    }
    case 'binary':
      return evaluateBinary(expression, name, at, depth);
    case 'in': {
      const value = evaluate(expression.value, name, at, depth + 1);
      const options = expression.options.map(option => evaluate(option, name, at, depth + 1));
      if (value === undefined) return undefined;
      if (options.includes(value)) return true;
      return options.includes(undefined) ? undefined : false;
    }
    default:
      return expression satisfies never;
  }
}

function evaluateBinary(
  expression: Extract<Expression, { kind: 'binary' }>,
  name: string,
  at: Known,
  depth: number,
): Known {
  const left = evaluate(expression.left, name, at, depth + 1);
  const right = evaluate(expression.right, name, at, depth + 1);
  switch (expression.operator) {
    case 'and':
      if (left === false || right === false) return false;
      return left === true && right === true ? true : undefined;
    case 'or':
      if (left === true || right === true) return true;
      return left === false && right === false ? false : undefined;
    case '==':
      return left === undefined || right === undefined ? undefined : left === right;
    case '!=':
      return left === undefined || right === undefined ? undefined : left !== right;
    default:
      return typeof left === 'number' && typeof right === 'number'
        ? compute(expression.operator, left, right)
        : undefined;
  }
}

function compute(operator: '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/', left: number, right: number): Known {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
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
