/** The requests between editor and server beyond LSP. Types and names only, since the client imports this file. */
import type { DiagramFocus } from './protocol/diagram-focus.ts';
import { notificationType, requestType } from './protocol/request-type.ts';
export type { DiagramFocus } from './protocol/diagram-focus.ts';
export type { NotificationType, RequestType } from './protocol/request-type.ts';
export * from './protocol/disk.ts';
export * from './protocol/verification.ts';
export { flowCommands, flowPlacesRequest } from './protocol/navigation.ts';
export type { FlowPosition, FlowRole, FlowPlaces, FlowPlace } from './protocol/navigation.ts';
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
 * The Node options of the server. Each keystroke builds a new syntax tree and drops the old one, and garbage collection
 * is a large part of the delay. These options give new objects more room at the cost of some memory.
 */
export const serverNodeArguments: readonly string[] = ['--max-semi-space-size=64'];

/** No parameters; answered with `readonly ChoreographyEntry[]`, sorted by root and name. */
export const choreographiesRequest = requestType<void, readonly ChoreographyEntry[]>('choreo/choreographies');

export interface ChoreographyEntry {
  /** The id in other requests; unique in the workspace. */
  readonly key: string;
  readonly name: string;
  /** URI of the workspace folder. */
  readonly root: string;
  /** URIs. */
  readonly files: readonly string[];
  readonly services: number;
  /** The number of errors. A choreography with errors is not generated. */
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
 * What happens to a file: `keep` leaves a file of the user unchanged; `orphan` marks a file that the model no longer needs
 * and that the user should delete.
 */
export type FileAction = 'create' | 'update' | 'remove' | 'unchanged' | 'keep' | 'orphan';

export interface PlannedFile {
  /** Relative to the output folder, with slashes. */
  readonly path: string;
  readonly action: FileAction;
  /** The reason, if it is not obvious. */
  readonly note?: string;
}

export type GenerationPlan =
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'planned';
      readonly files: readonly PlannedFile[];
      /** Parts of the model that cannot be generated faithfully. */
      readonly problems: readonly string[];
      /** A digest of all changes, to which the user agrees. */
      readonly digest: string;
    };

/** `ApplyGenerationParams`, answered with `GenerationResult`. */
export const applyGenerationRequest = requestType<ApplyGenerationParams, GenerationResult>('choreo/generation/apply');

export interface ApplyGenerationParams extends PlanGenerationParams {
  /** The digest of the plan that the user saw. If the plan has changed since, nothing is written. */
  readonly digest: string;
}

export type GenerationResult =
  | { readonly kind: 'written'; readonly files: readonly PlannedFile[] }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** Notification without parameters: the user wants to generate services, having renamed something that their handlers are named after. */
export const generationWanted = notificationType<void>('choreo/generation/wanted');

/** `DiagramParams`, answered with `DiagramAnswer`. */
export const diagramRequest = requestType<DiagramParams, DiagramAnswer>('choreo/diagram');

/** Notification without parameters: earlier pictures may be outdated. */
export const diagramsChanged = notificationType<void>('choreo/diagram/changed');

export interface DiagramParams {
  /** A file of the choreography. */
  readonly uri: string;
  readonly focus?: DiagramFocus;
}

/** Down or right. */
export type DiagramDirection = 'TB' | 'LR';

export type DiagramTexts = Readonly<Record<DiagramDirection, string>>;

export type DiagramAnswer =
  | { readonly kind: 'unknown-file' }
  | {
      readonly kind: 'diagram';
      /** The file to ask for from now on: another one if that file was moved, or deleted. */
      readonly uri: string;
      /** The key of the choreography; unique in the workspace. */
      readonly choreography: string;
      readonly title: string;
      /** The Mermaid text in both directions. */
      readonly texts: DiagramTexts;
      /** The better direction if the size of the pane is unknown. */
      readonly direction: DiagramDirection;
      /** The nodes at which flows begin. */
      readonly entries: readonly string[];
      readonly targets: readonly DiagramTarget[];
      /** What the picture omits. */
      readonly notice?: string;
      /** The first syntax error: the picture lacks the unreadable part. */
      readonly broken?: { readonly message: string; readonly place: DiagramPlace; readonly errors: number };
    };

/** The meaning of a node, edge or group of the picture, or of a badge, which is a part of the lines of a label. */
export interface DiagramTarget {
  readonly id: string;
  readonly element: 'node' | 'edge' | 'group' | 'badge';
  /** For a badge: the element that shows it, and its lines from `first` up to, but excluding, `end`. */
  readonly on?: { readonly id: string; readonly first: number; readonly end: number };
  readonly place?: DiagramPlace;
  /** The full text. */
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

/** `DiagramNamesParams`, answered with `readonly DiagramName[]`: the possible focuses of a picture. */
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
