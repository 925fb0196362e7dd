/** A text that is the same for expressions with the same value, whatever names they use for what they read. */
import type { Expression } from '@choreo/model';
import { Decimal } from '../expressions/decimal.ts';
import { deepest } from '../expressions/evaluate.ts';
import type { Leaf } from '../expressions/evaluate.ts';

/** `commutes`: the operands are numbers, so that `a + b` is `b + a`, which does not hold for texts. */
export function keyOf(expression: Expression, nameOf: (leaf: Leaf) => string, commutes: boolean): string {
  const inner = (part: Expression): string => keyOf(part, nameOf, commutes);
  switch (expression.kind) {
    case 'number':
      return Decimal.literal(expression.text)?.toString() ?? expression.text;
    case 'string':
    case 'boolean':
      return JSON.stringify(expression.value);
    case 'enum-value':
    case 'state-value':
      return `:${expression.value}`;
    case 'field':
    case 'state':
      return `{${nameOf(expression)}}`;
    case 'unresolved':
      return '?';
    case 'unary':
      return `(${expression.operator} ${inner(expression.operand)})`;
    case 'binary': {
      const sides = [inner(expression.left), inner(expression.right)];
      const isEitherWay = commutes && (expression.operator === '+' || expression.operator === '*');
      return `(${(isEitherWay ? sides.sort() : sides).join(` ${expression.operator} `)})`;
    }
    case 'in':
      return `(${[expression.value, ...expression.options].map(inner).join(' in ')})`;
    default:
      return expression satisfies never;
  }
}

/** What it reads; undefined stands for an unknown name, or for what is nested too deep. */
export function readsOf(expression: Expression, depth = 0): readonly (Leaf | undefined)[] {
  if (depth > deepest) return [undefined];
  switch (expression.kind) {
    case 'field':
    case 'state':
      return [expression];
    case 'unresolved':
      return [undefined];
    case 'unary':
      return readsOf(expression.operand, depth + 1);
    case 'binary':
      return [...readsOf(expression.left, depth + 1), ...readsOf(expression.right, depth + 1)];
    case 'in':
      return [expression.value, ...expression.options].flatMap(part => readsOf(part, depth + 1));
    default:
      return [];
  }
}
