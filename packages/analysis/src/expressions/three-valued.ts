/** What an expression is worth when one state has a known value and all else is open. */
import type { Expression } from '@choreo/model';
import { termOf } from './evaluate.ts';
import type { Term } from './evaluate.ts';
import type { Known } from './value.ts';

/** To be asked with the value of the state `name`. */
export function termOfState(expression: Expression, name: string): Term<Known> {
  return termOf(expression, { read: leaf => (leaf.kind === 'state' && leaf.name === name ? at => at : undefined) });
}

/** `at`: the value of the state `name`. */
export function evaluate(expression: Expression, name: string, at: Known): Known {
  return termOfState(expression, name)(at, undefined);
}
