/** What an expression is worth when one state has a known value and all else is open. */
import type { Expression } from '@choreo/model';
import { termOf } from './evaluate.ts';
import type { Term } from './evaluate.ts';
import type { Known as AnyKnown } from './value.ts';

/** A state's own value by its name, a number or a truth; `undefined` where it depends on something else. */
export type Known = AnyKnown;

/** To be asked with the value of the state `name` as the only one. */
export function termOfState(expression: Expression, name: string): Term {
  return termOf(expression, {
    placeOf: leaf => (leaf.kind === 'state' && leaf.name === name ? 0 : undefined),
    placeOfOrder: () => undefined,
  });
}

/** `at`: the value of the state `name`. */
export function evaluate(expression: Expression, name: string, at: Known): Known {
  return termOfState(expression, name)([at]);
}
