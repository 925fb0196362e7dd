/** The leaves of an expression: constants, fields, states, and unknown names. */
import type { Expression, StateAccess } from '@choreo/model';

/** From left to right. Without recursion, since expressions can be nested deeper than the stack allows. */
export function* leavesIn(...expressions: readonly Expression[]): Generator<Expression> {
  const left = expressions.toReversed();
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
  return [...leavesIn(expression)].some(({ kind }) => kind === 'field');
}

export function readsState(expression: Expression): boolean {
  return [...leavesIn(expression)].some(({ kind }) => kind === 'state');
}

export function statesIn(expressions: readonly Expression[]): ReadonlySet<string> {
  const states = [...leavesIn(...expressions)].filter(leaf => leaf.kind === 'state');
  return new Set(states.map(({ name }) => name));
}

/** The states of services that a condition of a property or a scenario names. */
export function statesNamedIn(condition: Expression): readonly (StateAccess & { readonly participant: string })[] {
  return [...leavesIn(condition)].flatMap(leaf =>
    leaf.kind === 'state' && leaf.participant !== undefined ? [{ ...leaf, participant: leaf.participant }] : [],
  );
}
