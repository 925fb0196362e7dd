/** Expressions as in the source, for messages. */
import type { BinaryOperator, Expression } from '@choreo/model';

const binding: Readonly<Record<BinaryOperator, number>> = {
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

/** Messages leave out what is nested deeper than this. */
const deepest = 20;

/** `around`: how strongly the operator around it binds · `levels`: how many levels are written. */
export function expressionText(expression: Expression, around = 0, levels = deepest): string {
  if (levels < 0) return '…';
  const inner = (part: Expression, binds: number) => expressionText(part, binds, levels - 1);
  const wrap = (text: string, own: number) => (own < around ? `(${text})` : text);
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'boolean':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'field':
    case 'unresolved':
      return expression.path.join('.');
    case 'state':
      return expression.participant === undefined ? expression.name : `${expression.participant}.${expression.name}`;
    case 'enum-value':
    case 'state-value':
      return expression.value;
    case 'unary':
      return expression.operator === 'not'
        ? wrap(`not ${inner(expression.operand, 3)}`, 3)
        : `-${inner(expression.operand, 7)}`;
    case 'binary': {
      const own = binding[expression.operator];
      const left = inner(expression.left, own);
      return wrap(`${left} ${expression.operator} ${inner(expression.right, own + 1)}`, own);
    }
    case 'in': {
      const options = expression.options.map(option => inner(option, 0)).join(', ');
      return wrap(`${inner(expression.value, 5)} in [${options}]`, 4);
    }
    default:
      return expression satisfies never;
  }
}
