/** What a question looks at while all runs are explored. */
import type { Action } from '../runs/program/action.ts';
import type { Stepper } from '../runs/step.ts';
import type { Bound } from './bound.ts';
import type { StateStore } from './search/state-store.ts';

export interface FlowObserver {
  /** Where the states are kept, before the first comes. */
  begin?(store: StateStore): void;
  /** A new state. False: the search does not go on from it. */
  state?(number: number, state: Uint8Array, isAtRest: boolean): boolean;
  /** A step was taken; `to` may be known already. */
  step?(from: number, action: Action, stepper: Stepper, to: number): void;
  /** All steps from that state have been taken. */
  expanded?(number: number): void;
  /** Makes looking further useless. */
  readonly halt?: Bound | undefined;
  /** States were not gone on from, so that not all was looked at. */
  readonly cut?: Bound | undefined;
  /** It found something whose shortest run a reduced search may have left out. */
  readonly mayLackShortest?: boolean;
}
