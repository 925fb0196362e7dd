/** Which states of its service an expression reads. */
import type { Expression } from '@choreo/model';

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
