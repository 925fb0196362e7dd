/** Requests of the simulator. */
import { requestType } from './request-type.ts';
import type { ShownRun, ShownSnapshot, SimulationMove, SimulationPosition, StepKind } from './runs.ts';
import type { SourcePlace } from './verification.ts';

// ---- Simulator ----------------------------------------------------------------------------------------------------

/**
 * `SimulationParams`, answered with `SimulationAnswer`. Stateless: the client keeps the position, sends it with an action,
 * and gets the new position. To begin, send a position without moves. After an edit, send the position with `show`: moves
 * are found again by their labels, as far as they still exist.
 */
export const simulationRequest = requestType<SimulationParams, SimulationAnswer>('choreo/simulation');

export interface SimulationParams {
  readonly position: SimulationPosition;
  /** Default `show`. */
  readonly action?: SimulationAction;
}

export type SimulationAction =
  | { readonly kind: 'show' }
  /** Takes an option of the last answer, including redeliveries (kind `redeliver`) and losses (kind `lose`). */
  | { readonly kind: 'take'; readonly move: SimulationMove }
  /** Takes a random step. */
  | { readonly kind: 'any' }
  /** Takes random steps until nothing is left to do, or 1000 steps; never a redelivery or loss. */
  | { readonly kind: 'to-end' }
  /** Goes back by this many steps (default 1). */
  | { readonly kind: 'undo'; readonly steps?: number };

export type SimulationAnswer =
  /** There is no such choreography, or it has errors. */
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'simulation';
      readonly name: string;
      /** The position to send with the next request. */
      readonly position: SimulationPosition;
      /** The run, in the same form as a counterexample; `badStep` is never set. */
      readonly run: ShownRun;
      readonly snapshot: ShownSnapshot;
      /** The next options; empty at the end. */
      readonly options: readonly SimulationOption[];
      /** All entries, with how often each can happen, and how often it does in this run. */
      readonly entries: readonly SimulationEntry[];
      /** A message such as `The model has changed: the run was kept up to step 3.` */
      readonly notice?: string;
    };

export interface SimulationOption {
  readonly move: SimulationMove;
  readonly kind: StepKind;
  readonly case: number;
  readonly participant: string;
  /** The id of the message; undefined for `give-up` and `schedule`. */
  readonly message?: string;
  /** The heading of a group of options, such as the alternatives of one delivery: `Payments takes OrderPlaced`. */
  readonly heading: string;
  /** The difference within the group: `charge → PaymentTaken`; may be empty. */
  readonly detail: string;
  readonly places: readonly SourcePlace[];
  readonly targets: readonly string[];
}

export interface SimulationEntry {
  /** The id of the message or schedule: the key in `SimulationOptions.entries`. */
  readonly message: string;
  /** The participants that emit it, or that have the schedule. */
  readonly participants: readonly string[];
  /** The messages of which one must have happened before; undefined where it comes of itself. */
  readonly after?: readonly string[];
  /** How often it can happen, ascending: `[1]`, `[0, 1]`, `[0, 1, 2]`. */
  readonly counts: readonly number[];
  readonly count: number;
}

/** `SimulationPosition`, answered with `SimulationExport`. */
export const exportSimulationRequest = requestType<SimulationPosition, SimulationExport>('choreo/simulation/export');

export type SimulationExport =
  | { readonly kind: 'refused'; readonly message: string }
  /** All published messages as CloudEvents in order, one JSON object per line. */
  | { readonly kind: 'events'; readonly text: string };
