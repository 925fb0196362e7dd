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
