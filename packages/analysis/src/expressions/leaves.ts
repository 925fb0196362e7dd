/** What an expression is made of at the bottom: constants, fields, states, and names that mean nothing. */
import type { Expression } from '@choreo/model';

/** From left to right; without recursion, since the stack has an end and a text may nest as it likes. */
export function* leavesIn(expression: Expression): Generator<Expression> {
  const left = [expression];
  for (let part = left.pop(); part; part = left.pop()) {
    if (part.kind === 'unary') left.push(part.operand);
    else if (part.kind === 'binary') left.push(part.right, part.left);
    else if (part.kind === 'in') {
      for (const option of part.options.toReversed()) left.push(option);
      left.push(part.value);
    } else yield part;
  }
}

export function readsField(expression: Expression): boolean {
  switch (expression.kind) {
    case 'field':
      return true;
    case 'unary':
      return readsField(expression.operand);
    case 'binary':
      return readsField(expression.left) || readsField(expression.right);
    case 'in':
      return [expression.value, ...expression.options].some(readsField);
    default:
      return false;
  }
}

export function statesIn(expressions: readonly Expression[]): ReadonlySet<string> {
  const states = new Set<string>();
  const pending = [...expressions];
  for (let expression = pending.pop(); expression; expression = pending.pop()) {
    switch (expression.kind) {
      case 'state':
        states.add(expression.name);
        break;
      case 'unary':
        pending.push(expression.operand);
        break;
      case 'binary':
        pending.push(expression.left, expression.right);
        break;
      case 'in':
        pending.push(expression.value);
        for (const option of expression.options) pending.push(option);
        break;
      default:
    }
  }
  return states;
}
