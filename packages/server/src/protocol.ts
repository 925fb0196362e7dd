/** The requests between the editor and the server that LSP does not have. Types and names only: the client imports this. */
import { notificationType, requestType } from './protocol/request-type.ts';
export type { NotificationType, RequestType } from './protocol/request-type.ts';
export * from './protocol/verification.ts';
export { showRunCommand, runRequest, asScenarioRequest } from './protocol/runs.ts';
export type {
  ShowRunArguments,
  RunParams,
  RunAnswer,
  ShownRun,
  DrawnElements,
  ShownStep,
  StepKind,
  ShownSnapshot,
  AsScenarioParams,
  AsScenarioAnswer,
  SimulationPosition,
  SimulationOptions,
  SimulationMove,
} from './protocol/runs.ts';
export { simulationRequest, exportSimulationRequest } from './protocol/simulator.ts';
export type {
  SimulationParams,
  SimulationAction,
  SimulationAnswer,
  SimulationOption,
  SimulationEntry,
  SimulationExport,
} from './protocol/simulator.ts';

/**
 * What Node is started with for the server. Each keystroke makes a tree anew and drops the one before, and collecting
 * them is a large part of the delay: this gives new objects more room, for some memory.
 */
export const serverNodeArguments: readonly string[] = ['--max-semi-space-size=64'];

/** No parameters; answered with `readonly ChoreographyEntry[]`, sorted by root and name. */
export const choreographiesRequest = requestType<void, readonly ChoreographyEntry[]>('choreo/choreographies');

export interface ChoreographyEntry {
  /** Names it in other requests; unique in the workspace. */
  readonly key: string;
  readonly name: string;
  /** URI of the workspace folder. */
  readonly root: string;
  /** URIs. */
  readonly files: readonly string[];
  readonly services: number;
  /** How many findings are errors: a choreography with errors is not generated. */
  readonly errors: number;
}

/** `PlanGenerationParams`, answered with `GenerationPlan`. Writes nothing. */
export const planGenerationRequest = requestType<PlanGenerationParams, GenerationPlan>('choreo/generation/plan');

export interface PlanGenerationParams {
  readonly choreography: string;
  /** URI of the output folder, which need not exist. */
  readonly folder: string;
}

/**
 * What happens to a file: `keep` is one that is the user's now, `orphan` one that the model needs no more and that the
 * user is to delete.
 */
export type FileAction = 'create' | 'update' | 'remove' | 'unchanged' | 'keep' | 'orphan';

export interface PlannedFile {
  /** Relative to the output folder, with slashes. */
  readonly path: string;
  readonly action: FileAction;
  /** Why, where that is not plain. */
  readonly note?: string;
}

export type GenerationPlan =
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'planned';
      readonly files: readonly PlannedFile[];
      /** What cannot be generated as the model says. */
      readonly problems: readonly string[];
      /** Of all that would be written: what the user agrees to. */
      readonly digest: string;
    };

/** `ApplyGenerationParams`, answered with `GenerationResult`. */
export const applyGenerationRequest = requestType<ApplyGenerationParams, GenerationResult>('choreo/generation/apply');

export interface ApplyGenerationParams extends PlanGenerationParams {
  /** The plan that the user saw. If it is no longer what would be written, nothing is. */
  readonly digest: string;
}

export type GenerationResult =
  | { readonly kind: 'written'; readonly files: readonly PlannedFile[] }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** `DiagramParams`, answered with `DiagramAnswer`. */
export const diagramRequest = requestType<DiagramParams, DiagramAnswer>('choreo/diagram');

/** Notification without parameters: pictures asked for before may no longer be what the text says. */
export const diagramsChanged = notificationType<void>('choreo/diagram/changed');

export interface DiagramParams {
  /** A file of the choreography. */
  readonly uri: string;
  readonly focus?: DiagramFocus;
}

/** Downwards, or rightwards. */
export type DiagramDirection = 'TB' | 'LR';

export type DiagramTexts = Readonly<Record<DiagramDirection, string>>;

export type DiagramFocus =
  | { readonly kind: 'participant'; readonly name: string }
  | { readonly kind: 'message'; readonly id: string };

export type DiagramAnswer =
  | { readonly kind: 'unknown-file' }
  | {
      readonly kind: 'diagram';
      /** Of the choreography; unique in the workspace. */
      readonly choreography: string;
      readonly title: string;
      /** Mermaid, running either way. */
      readonly texts: DiagramTexts;
      /** The one that suits the picture where nothing is known of the room for it. */
      readonly direction: DiagramDirection;
      /** The nodes at which flows begin. */
      readonly entries: readonly string[];
      readonly targets: readonly DiagramTarget[];
      /** What the picture leaves out. */
      readonly notice?: string;
      /** The first error of syntax: the picture lacks what could not be read. */
      readonly broken?: { readonly message: string; readonly place: DiagramPlace; readonly errors: number };
    };

/** What a node, edge or group of the picture stands for, or a badge: some of the lines that are written on one of these. */
export interface DiagramTarget {
  readonly id: string;
  readonly element: 'node' | 'edge' | 'group' | 'badge';
  /** The element on which a badge is written, and which of its lines: from `first` up to but not `end`. */
  readonly on?: { readonly id: string; readonly first: number; readonly end: number };
  readonly place?: DiagramPlace;
  /** All of it in words. */
  readonly title: string;
  readonly findings: readonly { readonly severity: 'error' | 'warning' | 'info' | 'hint'; readonly message: string }[];
}

/** Lines and UTF-16 code units from zero. */
export interface DiagramPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** `DiagramNamesParams`, answered with `readonly DiagramName[]`: what a picture can be focused on. */
export const diagramNamesRequest = requestType<DiagramNamesParams, readonly DiagramName[]>('choreo/diagram/names');

export interface DiagramNamesParams {
  readonly uri: string;
}

export interface DiagramName {
  readonly label: string;
  /** `service`, `event` and so on. */
  readonly description: string;
  readonly focus: DiagramFocus;
}
