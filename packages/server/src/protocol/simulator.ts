/** Requests of the simulator. */
import { requestType } from './request-type.ts';
import type { ShownRun, ShownSnapshot, SimulationMove, SimulationPosition, StepKind } from './runs.ts';
import type { SourcePlace } from './verification.ts';

// ---- Simulator ----------------------------------------------------------------------------------------------------

/**
 * `SimulationParams`, answered with `SimulationAnswer`. Stateless: the client keeps the position, sends it with what to do,
 * and gets the new one. To begin: a position with no moves. After an edit of the text: send the position with `show`; moves
 * are found again by their labels as far as they still exist.
 */
export const simulationRequest = requestType<SimulationParams, SimulationAnswer>('choreo/simulation');

export interface SimulationParams {
  readonly position: SimulationPosition;
  /** Default `show`. */
  readonly action?: SimulationAction;
}

export type SimulationAction =
  | { readonly kind: 'show' }
  /** One of the options of the last answer: also how to duplicate (kind `redeliver`) and to drop (kind `lose`). */
  | { readonly kind: 'take'; readonly move: SimulationMove }
  /** One step by chance. */
  | { readonly kind: 'any' }
  /** By chance until nothing is left, or 1000 steps; never a redelivery or loss. */
  | { readonly kind: 'to-end' }
  /** Back by so many steps (default 1). */
  | { readonly kind: 'undo'; readonly steps?: number };

export type SimulationAnswer =
  /** No such choreography, or it has errors. */
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'simulation';
      readonly name: string;
      /** To be sent with the next request. */
      readonly position: SimulationPosition;
      /** Shown as a counterexample is; `badStep` never set. */
      readonly run: ShownRun;
      readonly snapshot: ShownSnapshot;
      /** What can be done next; empty at the end. */
      readonly options: readonly SimulationOption[];
      /** All entries that there are, how often each can come, and how often it does in this run. */
      readonly entries: readonly SimulationEntry[];
      /** `The model has changed: the run could be kept up to step 3.` */
      readonly notice?: string;
    };

export interface SimulationOption {
  readonly move: SimulationMove;
  readonly kind: StepKind;
  readonly case: number;
  readonly participant: string;
  /** Id of the message; none for `give-up` and `schedule`. */
  readonly message?: string;
  /** What can be grouped: the same delivery with its several alternatives has one heading: `Payments takes OrderPlaced`. */
  readonly heading: string;
  /** What sets it apart: `charge → PaymentTaken`; empty where there is nothing to tell. */
  readonly detail: string;
  readonly places: readonly SourcePlace[];
  readonly targets: readonly string[];
}

export interface SimulationEntry {
  /** Message or schedule id: the key in `SimulationOptions.entries`. */
  readonly message: string;
  /** Who emits it, or whose schedule it is. */
  readonly participants: readonly string[];
  /** The ways it can come, ascending: `[1]`, `[0, 1]`, `[0, 1, 2]`. */
  readonly counts: readonly number[];
  readonly count: number;
}

/** `SimulationPosition`, answered with `SimulationExport`. */
export const exportSimulationRequest = requestType<SimulationPosition, SimulationExport>('choreo/simulation/export');

export type SimulationExport =
  | { readonly kind: 'refused'; readonly message: string }
  /** CloudEvents, one JSON object a line, of all that was published, in order. */
  | { readonly kind: 'events'; readonly text: string };
