/** Guards and assigned values in words, as a reader of the source knows them. */
import type { BinaryOperator, Expression } from '@choreo/model';

const strength: Record<BinaryOperator, number> = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
};

export function expressionText(expression: Expression): string {
  return textOf(expression, 0);
}

/** `around` is how strongly the surrounding operator binds: what binds less gets parentheses. */
function textOf(expression: Expression, around: number): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'boolean':
      return String(expression.value);
    case 'field':
      return expression.path.join('.');
    case 'state':
      return expression.name;
    case 'enum-value':
    case 'state-value':
      return expression.value;
    case 'unresolved':
      return expression.path.join('.');
    case 'unary':
      return expression.operator === 'not'
        ? parenthesized(`not ${textOf(expression.operand, 3)}`, 3, around)
        : `-${textOf(expression.operand, 7)}`;
    case 'binary': {
      const own = strength[expression.operator];
      const text = `${textOf(expression.left, own)} ${expression.operator} ${textOf(expression.right, own + 1)}`;
      return parenthesized(text, own, around);
    }
    case 'in':
      return parenthesized(
        `${textOf(expression.value, 5)} in [${expression.options.map(option => textOf(option, 0)).join(', ')}]`,
        4,
        around,
      );
    default:
      return expression satisfies never;
  }
}

function parenthesized(text: string, own: number, around: number): string {
  return own < around ? `(${text})` : text;
}
