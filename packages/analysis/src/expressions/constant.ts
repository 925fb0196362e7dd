/** The value of an expression that reads nothing. */
import type { Expression } from '@choreo/model';
import type { Value } from './value.ts';

/** Of a literal, a named value, or a number with a sign; undefined for anything else. */
export function constantOf(expression: Expression): Exclude<Value, null> | undefined {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean':
    case 'enum-value':
    case 'state-value':
      return expression.value;
    case 'unary': {
      if (expression.operator !== '-') return undefined;
      let [operand, sign] = [expression.operand, -1];
      while (operand.kind === 'unary' && operand.operator === '-') [operand, sign] = [operand.operand, -sign];
      return operand.kind === 'number' ? sign * operand.value : undefined;
    }
    default:
      return undefined;
  }
}
