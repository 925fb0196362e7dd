/** What the checks find about guards, as plain data. */
import type { Branch, Reaction, Span } from '@choreo/model';
import type { Given } from './conditions/conditions.ts';
import type { FindingBase } from './finding-base.ts';

export interface GuardNever extends FindingBase {
  readonly code: 'guard-never';
  readonly reaction: Reaction;
  /** The branch that is never taken; absent where the guard of the reaction itself is never true. */
  readonly branch?: Branch;
  readonly reason:
    /** No values make it true. */
    | { readonly kind: 'contradiction' }
    /** It needs these values of states, and nothing sets them. */
    | {
        readonly kind: 'never-set';
        readonly states: readonly { readonly name: string; readonly value: string; readonly declared: Span }[];
      }
    /** Where the reaction fires, it is not true. */
    | { readonly kind: 'guard' }
    /** Wherever it is true, this earlier branch is taken. `movable`: before that one it would be taken at times. */
    | { readonly kind: 'branch'; readonly by: Branch; readonly movable: boolean }
    /** The earlier branches together leave nothing. */
    | { readonly kind: 'earlier-branches' };
}

export interface GuardGap extends FindingBase {
  readonly code: 'guard-gap';
  readonly reaction: Reaction;
  /** Where no branch matches. */
  readonly example: readonly Given[];
  /** The trigger for which that is so, where there are several. */
  readonly message?: string;
  readonly last: Branch;
}

export interface GuardOverlap extends FindingBase {
  readonly code: 'guard-overlap';
  readonly reaction: Reaction;
  /** The earlier one. */
  readonly other: Reaction;
  /** The message on which both fire. */
  readonly message: string;
  readonly example: readonly Given[];
}
