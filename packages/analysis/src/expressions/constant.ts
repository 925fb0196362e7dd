/** The value of an expression that reads nothing. */
import type { Expression } from '@choreo/model';
import { termOf } from './evaluate.ts';
import { leavesIn } from './leaves.ts';
import type { Value } from './value.ts';

/** The value of literals, named values, and what is calculated from them; undefined for anything else. */
export function constantOf(expression: Expression): Exclude<Value, null> | undefined {
  for (const { kind } of leavesIn(expression)) {
    if (kind === 'field' || kind === 'state' || kind === 'unresolved') return undefined;
  }
  return termOf(expression, { read: () => undefined })(undefined, undefined) ?? undefined;
}
