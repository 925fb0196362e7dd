/** The requests of verification, runs and the simulator between the editor and the server. Types and names only: the client imports this. */

/** Lines and UTF-16 code units from zero. */
export interface SourcePlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

// ---- Verification -------------------------------------------------------------------------------------------------

/**
 * `VerificationParams`, answered with `readonly VerificationState[]`, sorted by root and name. Waits until what was typed
 * last has been read, never for a verification.
 */
export const verificationRequest = 'choreo/verification';

export interface VerificationParams {
  /** URI of a file: its choreography alone. Without it all of the workspace. */
  readonly uri?: string;
}

/**
 * Notification with a `VerificationChange`: ask again. Comes when checks, verdicts or the phase of a choreography change, and
 * about four times a second while one is verified (then with `progress`: nothing else has changed, no need to ask).
 */
export const verificationChanged = 'choreo/verification/changed';

export interface VerificationChange {
  /** Keys of the choreographies; those that no answer has any more are gone. */
  readonly choreographies: readonly string[];
  readonly progress?: VerificationProgress;
}

export interface VerificationProgress {
  readonly states: number;
  /** States found and not yet looked at. */
  readonly frontier: number;
  /** `all runs`, or the name of a scenario. */
  readonly what: string;
}

/**
 * `off`: the setting `choreo.verification.run` says so, or `onSave` and not yet saved; it can be run by request ·
 * `errors`: the choreography has errors, and is not verified before they are mended · `waiting`: will start shortly ·
 * `running` · `done`.
 */
export type VerificationPhase = 'off' | 'errors' | 'waiting' | 'running' | 'done';

export interface VerificationState {
  /** Key of the choreography, as in `ChoreographyEntry`. */
  readonly choreography: string;
  readonly name: string;
  /** URI of its workspace folder. */
  readonly root: string;
  /** URIs. */
  readonly files: readonly string[];
  readonly phase: VerificationPhase;
  /** Why it is in that phase, where that is for people: `It has 2 errors. …`, `The verifier ran out of memory. …`. */
  readonly notice?: string;
  readonly progress?: VerificationProgress;
  /** What a person asked for in the text, for a list of tests: properties with their sentences, scenarios. As of the text now. */
  readonly checks: readonly Check[];
  /**
   * Of the last verification that ended; of an older text unless `isCurrent`. Absent before the first.
   */
  readonly result?: VerificationResult;
}

export interface Check {
  /**
   * Stable as long as names and sentences stay as written: `property:NAME`, `property:NAME/SENTENCE`, `scenario:NAME`; a
   * second one with the same has `#2` behind it.
   */
  readonly id: string;
  readonly kind: 'property' | 'sentence' | 'scenario';
  /** Of a sentence: the id of its property. */
  readonly parent?: string;
  /** The name of the property or scenario; the sentence as it reads. */
  readonly label: string;
  readonly place: SourcePlace;
  /** `unknown`: not verified yet, or not since it was changed. Of a property: the worst of its sentences. */
  readonly status: 'unknown' | VerdictStatus;
  /** Keys of its verdicts in `result`. A sentence can have several (`excludes`: also `competing-services`). */
  readonly verdicts: readonly string[];
  /** `proved · 1 204 states`, `violated`: what the lens says, in short. */
  readonly summary: string;
}

/** `proved`: on every run · `bounded`: as far as was looked · `violated`: there is a run that shows it. */
export type VerdictStatus = 'proved' | 'bounded' | 'violated';

export interface VerificationResult {
  /** Whether it is of the text as it is now. */
  readonly isCurrent: boolean;
  readonly options: VerificationOptions;
  readonly states: number;
  readonly milliseconds: number;
  readonly exploration: 'full' | 'reduced' | 'bounded';
  readonly bound?: string;
  /** Multisets of received messages with which a case can end. */
  readonly exits: readonly (readonly string[])[];
  readonly verdicts: readonly VerdictEntry[];
}

export interface VerdictEntry {
  /** Names it in other requests: stable over verifications as long as what it is about keeps its name. */
  readonly key: string;
  readonly code: string;
  readonly status: VerdictStatus;
  readonly bound?: string;
  /** A whole sentence for people. */
  readonly message: string;
  /** `off`: switched off in the settings. Of every verdict, violated or not. */
  readonly severity: 'off' | 'hint' | 'info' | 'warning' | 'error';
  /** An `@allow` silences it. */
  readonly isAllowed: boolean;
  readonly place: SourcePlace;
  /** The id of the check it belongs to; none for those about the flow as a whole (`stuck-join`, …). */
  readonly check?: string;
  /** There is a run to show (`choreo/run`). */
  readonly hasRun: boolean;
  /** The run as plain numbered lines, for the failure message of a test. Present where `hasRun`. */
  readonly trace?: string;
}

export interface VerificationOptions {
  readonly redeliveries: number;
  readonly cases: number;
}

/**
 * `RunVerificationParams`, answered with the `VerificationState` when it has ended, or `null` where the file belongs to no
 * choreography. Verifies now, whatever the settings say; all of the choreography, since all of its sentences are
 * answered by the same exploration. Cancelling the request stops it (and what is known by then is kept as bounded), as does
 * `stopVerificationRequest`. A change of the text while it runs starts it again with the same options; the answer is of the last.
 */
export const runVerificationRequest = 'choreo/verification/run';

export interface RunVerificationParams {
  /** URI of a file of it, or its key. */
  readonly choreography: string;
  /** For this time; what is left out is as in the settings. */
  readonly redeliveries?: number;
  /** 1 or 2. */
  readonly cases?: number;
  readonly maxStates?: number;
  /** Seconds. */
  readonly timeout?: number;
}

/** `StopVerificationParams`, answered with `null`. */
export const stopVerificationRequest = 'choreo/verification/stop';

export interface StopVerificationParams {
  /** URI of a file of it, or its key. */
  readonly choreography: string;
}

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
export const runRequest = 'choreo/run';

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
  readonly standing: ShownStanding;
}

export type StepKind = 'deliver' | 'redeliver' | 'lose' | 'enter' | 'timer' | 'give-up' | 'schedule';

export interface ShownStanding {
  readonly quiescent: boolean;
  /** Messages that have left, three or more of one listed three times. */
  readonly exits: readonly string[];
  readonly pending: readonly { readonly participant: string; readonly message: string; readonly count: number }[];
  /** From outside, not yet here. */
  readonly entries: readonly { readonly message: string; readonly count: number }[];
  readonly timers: readonly { readonly participant: string; readonly message: string; readonly count: number }[];
  readonly waiting: readonly { readonly reaction: string; readonly messages: readonly string[] }[];
  readonly states: readonly { readonly participant: string; readonly state: string; readonly value: string }[];
}

/**
 * `AsScenarioParams`, answered with `AsScenarioAnswer`: the edit that puts a `scenario "…" { … }` into the source for a run.
 * For a violated verdict a scenario that fails as the run does; for one of the simulator one that says what happened.
 */
export const asScenarioRequest = 'choreo/run/asScenario';

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

// ---- Simulator ----------------------------------------------------------------------------------------------------

/**
 * `SimulationParams`, answered with `SimulationAnswer`. Stateless: the client keeps the position, sends it with what to do,
 * and gets the new one. To begin: a position with no moves. After an edit of the text: send the position with `show`; moves
 * are found again by their labels as far as they still exist.
 */
export const simulationRequest = 'choreo/simulation';

export interface SimulationPosition {
  /** URI of a file of it, or its key. Answers have the key. */
  readonly choreography: string;
  readonly options: SimulationOptions;
  readonly moves: readonly SimulationMove[];
}

export interface SimulationOptions {
  /** Default 1. What is taken by chance depends on it, and which entries come where none are given. */
  readonly seed?: number;
  /** How many handled deliveries may come once more. Default 0: then `options` has none of kind `redeliver`. */
  readonly redeliveries?: number;
  /** Default 1. */
  readonly cases?: number;
  /** Whether messages on `at-most-once` channels may be lost. Default true: `options` of kind `lose`. */
  readonly loss?: boolean;
  /**
   * How often each entry comes, by message or schedule id (see `SimulationAnswer.entries`); those left out stay out.
   * Absent: as the model says, by the seed where it leaves it open.
   */
  readonly entries?: Readonly<Record<string, number>>;
}

/** Opaque but for the label. */
export interface SimulationMove {
  readonly action: number;
  readonly choices: readonly number[];
  /** The step in words, by which it is found again after the model or the options changed. */
  readonly label: string;
}

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
      readonly standing: ShownStanding;
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
export const exportSimulationRequest = 'choreo/simulation/export';

export type SimulationExport =
  | { readonly kind: 'refused'; readonly message: string }
  /** CloudEvents, one JSON object a line, of all that was published, in order. */
  | { readonly kind: 'events'; readonly text: string };
