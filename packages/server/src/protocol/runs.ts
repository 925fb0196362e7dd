/** Requests about single runs: shown, stepped through, saved as scenarios. */
import type { Move, SimulationOptions as RunOptions, Snapshot, StepKind } from '@choreo/analysis/runs';
export type { StepKind } from '@choreo/analysis/runs';
import { requestType } from './request-type.ts';
import type { SourcePlace } from './verification.ts';

// ---- Runs ---------------------------------------------------------------------------------------------------------

/**
 * The command of the lens "violated · show run", which the client registers. Its only argument is `ShowRunArguments`.
 * Lenses without a run have no command.
 */
export const showRunCommand = 'choreo.showRun';

export interface ShowRunArguments {
  readonly choreography: string;
  readonly verdict: string;
}

/** `RunParams`, answered with `RunAnswer`. */
export const runRequest = requestType<RunParams, RunAnswer>('choreo/run');

/** The key of the choreography, and that of a verdict, or of a way to end. */
export type RunParams =
  | { readonly choreography: string; readonly verdict: string }
  | { readonly choreography: string; readonly end: string };

export type RunAnswer =
  /** The verdict or end no longer exists, or has no run: `message` says which. */
  | { readonly kind: 'gone'; readonly message: string }
  | {
      readonly kind: 'run';
      /** What it shows: the code of a verdict, or `way to end`. */
      readonly code: string;
      /** A sentence about it. */
      readonly message: string;
      /** Whether the run is of the current text. If not, places may be wrong, and a banner should say so. */
      readonly isCurrent: boolean;
      readonly run: ShownRun;
      /** A second run for comparison (`order-dependent-outcome`, …), with the same beginning and another end. */
      readonly other?: ShownRun;
      /** With `other`: the index of the first step in which they differ. */
      readonly firstDifference?: number;
    };

/** A run to display: its picture, and the text and highlights of each step. */
export interface ShownRun {
  /** The end of the run in a few words, for the head of a column: `Ends with OrderShipped, OrderCancelled`. */
  readonly title: string;
  /** A Mermaid sequence diagram of the whole run. */
  readonly text: string;
  /** The participants from left to right; `id` as in the text, and as `data-id` in the rendered picture. */
  readonly lanes: readonly { readonly id: string; readonly name: string; readonly place?: SourcePlace }[];
  /** Sentences about how often entries happen, if this varies between runs; usually empty. */
  readonly entries: readonly string[];
  readonly steps: readonly ShownStep[];
  /** Sentences about the situation at the end. */
  readonly ending: readonly string[];
  /** The note about the end in the picture. */
  readonly drawnEnding?: DrawnElements;
  /** The index of the first bad step; the number of steps stands for the end. Undefined if no step is bad. */
  readonly badStep?: number;
  /** The same run for the simulator, to continue from there. */
  readonly simulation: SimulationPosition;
}

/** A part of the picture of a run that is highlighted and clicked as a unit. */
export interface DrawnElements {
  /** The first and last line in `ShownRun.text`, from 1; undefined if nothing is drawn. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** The `data-id`s of arrows (`[data-et=message]`) and notes (`[data-et=note]`) in the rendered picture. */
  readonly elements: readonly string[];
  /** The same as indexes from 0, in the order of the rendered document: arrows by their texts (`.messageText`) … */
  readonly arrows: readonly number[];
  /** … and notes (`rect.note`). */
  readonly notes: readonly number[];
  /** The index of its frame, from 0 in the order of the text (rendered in reverse order); usually undefined. */
  readonly frame?: number;
}

export interface ShownStep extends DrawnElements {
  readonly kind: StepKind;
  /** The index of the case, from 0. Always 0 unless two cases were requested. */
  readonly case: number;
  readonly participant: string;
  /** A whole line: `Payments takes OrderPlaced: charge → PaymentTaken`. */
  readonly words: string;
  /** Places in the source: the alternatives taken, the reactions that fired, or other elements of the step. The first is the target of "go to source". */
  readonly places: readonly SourcePlace[];
  /** Ids of `DiagramTarget`s in the unfocused flow diagram of the choreography: nodes and edges to highlight. */
  readonly targets: readonly string[];
  /** The same ids by role: the arrows of the incoming message, what fired (the reaction first), and the outgoing messages. */
  readonly lights: {
    readonly taken: readonly string[];
    readonly fired: readonly string[];
    readonly sent: readonly string[];
  };
  /** The snapshot after the step. */
  readonly snapshot: ShownSnapshot;
}

export type ShownSnapshot = Snapshot;

/**
 * `AsScenarioParams`, answered with `AsScenarioAnswer`: the edit that inserts a `scenario "…" { … }` for a run.
 * For a violation, the scenario fails as the run does. For a way to end, or a run of the simulator, it describes what happened.
 */
export const asScenarioRequest = requestType<AsScenarioParams, AsScenarioAnswer>('choreo/run/asScenario');

export interface AsScenarioParams {
  readonly of:
    | {
        readonly kind: 'verdict';
        readonly choreography: string;
        readonly verdict: string;
        readonly which?: 'run' | 'other';
      }
    | { readonly kind: 'end'; readonly choreography: string; readonly end: string }
    | { readonly kind: 'simulation'; readonly position: SimulationPosition };
  /** The name of the scenario, made unique. By default, a name is generated. */
  readonly name?: string;
}

export type AsScenarioAnswer =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'scenario';
      readonly name: string;
      /** An insertion. */
      readonly edit: { readonly uri: string; readonly range: SourcePlace['range']; readonly newText: string };
      /** The range of the inserted scenario, to reveal. */
      readonly place: SourcePlace;
      /** A message about what the scenario cannot express, such as the order of delivery; usually undefined. */
      readonly notice?: string;
    };

export interface SimulationPosition {
  /** The URI of a file of the choreography, or its key. Answers have the key. */
  readonly choreography: string;
  readonly options: SimulationOptions;
  readonly moves: readonly SimulationMove[];
}

/**
 * The options of a simulation. `entries` are by message or schedule id (see `SimulationAnswer.entries`); missing entries do
 * not happen. `redeliveries` and `loss` add options of kind `redeliver` and `lose`.
 */
export type SimulationOptions = Pick<
  RunOptions,
  'seed' | 'redeliveries' | 'redelivered' | 'cases' | 'loss' | 'entries'
>;

/** Opaque, except for the label. */
export interface SimulationMove extends Move {
  /** The text of the step, which identifies it after a change of the model or the options. */
  readonly label: string;
}
