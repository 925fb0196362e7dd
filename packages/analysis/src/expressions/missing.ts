/** Whether an expression can come to nothing, since a field or a state that it reads can be missing. */
import type { Expression, Names, StateVariable } from '@choreo/model';
import { fieldsOnPath } from './field-path.ts';
import { leavesIn } from './leaves.ts';

/** What an expression can see. */
export interface MissingScope {
  readonly names: Names;
  readonly states: Iterable<StateVariable>;
  /** The messages that a field is read from where it does not say. */
  readonly triggers: readonly string[];
  /** A join has given up, so that a message that a field names may not have come. */
  readonly isTimeout?: boolean;
}

/** Of a condition it makes no difference: what is missing counts as false. */
export function canBeMissing(expression: Expression, scope: MissingScope): boolean {
  return [...leavesIn(expression)].some(leaf => {
    if (leaf.kind === 'state') return [...scope.states].some(state => state.name === leaf.name && isOptional(state));
    if (leaf.kind !== 'field') return false;
    if (scope.isTimeout && leaf.message !== undefined) return true;
    return (leaf.message === undefined ? scope.triggers : [leaf.message]).some(id => {
      const message = scope.names.messages.get(id);
      return message && fieldsOnPath(scope.names, message, leaf.path).fields.some(({ optional }) => optional);
    });
  });
}

export function isOptional({ type }: StateVariable): boolean {
  return type.kind === 'values' && type.optional === true;
}
