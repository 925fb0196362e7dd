/** What an expression is made of at the bottom: literals, fields, states. */
import type { Expression, FieldAccess } from '@choreo/model';

export type Leaf = Exclude<Expression, { kind: 'unary' | 'binary' | 'in' }>;

/** From left to right; with a stack of its own, since expressions can be deep. */
export function leavesOf(expression: Expression): readonly Leaf[] {
  const found: Leaf[] = [];
  const left: Expression[] = [expression];
  for (let next = left.pop(); next; next = left.pop()) {
    switch (next.kind) {
      case 'unary':
        left.push(next.operand);
        break;
      case 'binary':
        left.push(next.right, next.left);
        break;
      case 'in':
        for (const option of next.options.toReversed()) left.push(option);
        left.push(next.value);
        break;
      default:
        found.push(next);
        break;
    }
  }
  return found;
}

export function fieldsOf(expression: Expression): readonly FieldAccess[] {
  return leavesOf(expression).filter(leaf => leaf.kind === 'field');
}

/** The place of a field in its message, as a text. */
export function pathOf({ path }: Pick<FieldAccess, 'path'>): string {
  return path.join('.');
}
