/** What a question observes while all runs are explored. */
import type { Action } from '../runs/program/action.ts';
import type { Stepper } from '../runs/step.ts';
import type { Bound } from './bound.ts';
import type { StateStore } from './search/state-store.ts';

export interface FlowObserver {
  /** Gets the store of the states, before the first state comes. */
  begin?(store: StateStore): void;
  /** Is called with each new state. False: the search does not continue from it. */
  state?(number: number, state: Uint8Array, isAtRest: boolean): boolean;
  /** Is called with each step; `to` may be known already. */
  step?(from: number, action: Action, stepper: Stepper, to: number): void;
  /** Is called when all steps from a state have been taken. */
  expanded?(number: number): void;
  /** Whether searching further is useless. */
  readonly halt?: Bound | undefined;
  /** Whether the search did not continue from some states, so that it is incomplete. */
  readonly cut?: Bound | undefined;
  /** Whether it found something whose shortest run a reduced search may have left out. */
  readonly mayLackShortest?: boolean;
}
