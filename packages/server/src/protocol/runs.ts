/** Requests about single runs: shown, stepped through, saved as scenarios. */
import type { Move, SimulationOptions as RunOptions, Snapshot, StepKind } from '@choreo/analysis/runs';
export type { StepKind } from '@choreo/analysis/runs';
import { requestType } from './request-type.ts';
import type { SourcePlace, VerdictEntry } from './verification.ts';

// ---- Runs ---------------------------------------------------------------------------------------------------------

/**
 * The command of the lens "violated · show run", which the client registers. Its arguments: `ShowRunArguments` as the only
 * one. Lenses without a run have no command.
 */
export const showRunCommand = 'choreo.showRun';

export interface ShowRunArguments {
  readonly choreography: string;
  readonly verdict: string;
}

/** `RunParams`, answered with `RunAnswer`. */
export const runRequest = requestType<RunParams, RunAnswer>('choreo/run');

export interface RunParams {
  /** Key of the choreography. */
  readonly choreography: string;
  /** Key of the verdict. */
  readonly verdict: string;
}

export type RunAnswer =
  /** The verdict is not there any more, or has no run: `message` says which. */
  | { readonly kind: 'gone'; readonly message: string }
  | {
      readonly kind: 'run';
      readonly verdict: VerdictEntry;
      /** Whether it is of the text as it is now: else places may be off, and a banner should say so. */
      readonly isCurrent: boolean;
      readonly run: ShownRun;
      /** A second run to lay beside it (`order-dependent-outcome`, …): the same at first, another end. */
      readonly other?: ShownRun;
      /** With `other`: the index of the first step in which they differ. */
      readonly firstDifference?: number;
    };

/** A run to look at: its picture, and for each step what to light and what to say. */
export interface ShownRun {
  /** What happens in the end, in a few words, for the head of a column: `Ends with OrderShipped, OrderCancelled`. */
  readonly title: string;
  /** A Mermaid sequence diagram of the whole run. */
  readonly text: string;
  /** Who takes part, from left to right; `id` as in the text, and `data-id` of the participant in the rendered picture. */
  readonly lanes: readonly { readonly id: string; readonly name: string; readonly place?: SourcePlace }[];
  /** How often the entries come that could come otherwise: sentences, mostly none. */
  readonly entries: readonly string[];
  readonly steps: readonly ShownStep[];
  /** How it stands at last: sentences. */
  readonly ending: readonly string[];
  /** The note about it in the picture. */
  readonly drawnEnding?: DrawnElements;
  /** The index of the first bad step; the number of steps where it is the end. Absent where nothing is bad. */
  readonly badStep?: number;
  /** The same run for the simulator, to play on from there. */
  readonly simulation: SimulationPosition;
}

/** What of the picture of a run belongs together: can be lit, and clicked. */
export interface DrawnElements {
  /** Line numbers of `ShownRun.text` from 1, both included; absent where nothing is drawn. */
  readonly lines?: { readonly first: number; readonly last: number };
  /** `data-id` of the arrows' lines (`[data-et=message]`) and of the notes (`[data-et=note]`) in the rendered picture. */
  readonly elements: readonly string[];
  /** The same counted from 0 in the order of the rendered document: arrows by their texts (`.messageText`) … */
  readonly arrows: readonly number[];
  /** … and notes (`rect.note`). */
  readonly notes: readonly number[];
  /** Which frame it stands in, from 0 in the order of the text (rendered in reverse order); mostly absent. */
  readonly frame?: number;
}

export interface ShownStep extends DrawnElements {
  readonly kind: StepKind;
  /** Which case, from 0. Always 0 unless two cases were asked for. */
  readonly case: number;
  readonly participant: string;
  /** A whole line: `Payments takes OrderPlaced: charge → PaymentTaken`. */
  readonly words: string;
  /** In the source: the alternatives taken, the reactions that fired, or what else the step is. The first is where to go. */
  readonly places: readonly SourcePlace[];
  /** Ids of `DiagramTarget`s in the flow diagram of the choreography (unfocused): nodes and edges to light. */
  readonly targets: readonly string[];
  /** The same by part: along which arrows the message came, what fired (first the reaction), what goes out. */
  readonly lights: {
    readonly taken: readonly string[];
    readonly fired: readonly string[];
    readonly sent: readonly string[];
  };
  /** How it stands after the step. */
  readonly snapshot: ShownSnapshot;
}

export type ShownSnapshot = Snapshot;

/**
 * `AsScenarioParams`, answered with `AsScenarioAnswer`: the edit that puts a `scenario "…" { … }` into the source for a run.
 * For a violated verdict a scenario that fails as the run does; for one of the simulator one that says what happened.
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
    | { readonly kind: 'simulation'; readonly position: SimulationPosition };
  /** Without it one is made up. Made unique. */
  readonly name?: string;
}

export type AsScenarioAnswer =
  | { readonly kind: 'refused'; readonly message: string }
  | {
      readonly kind: 'scenario';
      readonly name: string;
      /** An insertion. */
      readonly edit: { readonly uri: string; readonly range: SourcePlace['range']; readonly newText: string };
      /** Of the scenario once inserted: what to reveal. */
      readonly place: SourcePlace;
      /** What of the run a scenario cannot say (the order of delivery, say), for a message; mostly absent. */
      readonly notice?: string;
    };

export interface SimulationPosition {
  /** URI of a file of it, or its key. Answers have the key. */
  readonly choreography: string;
  readonly options: SimulationOptions;
  readonly moves: readonly SimulationMove[];
}

/**
 * Of those that a simulation has. `entries` are by message or schedule id (see `SimulationAnswer.entries`); those left out stay
 * out. With `redeliveries` and `loss` there are options of kind `redeliver` and `lose`.
 */
export type SimulationOptions = Pick<RunOptions, 'seed' | 'redeliveries' | 'cases' | 'loss' | 'entries'>;

/** Opaque but for the label. */
export interface SimulationMove extends Move {
  /** The step in words, by which it is found again after the model or the options changed. */
  readonly label: string;
}
