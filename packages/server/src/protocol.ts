/** The requests between the editor and the server that LSP does not have. Types and names only: the client imports this. */

/** No parameters; answered with `readonly ChoreographyEntry[]`, sorted by root and name. */
export const choreographiesRequest = 'choreo/choreographies';

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
export const planGenerationRequest = 'choreo/generation/plan';

export interface PlanGenerationParams {
  readonly choreography: string;
  /** URI of the output folder, which need not exist. */
  readonly folder: string;
}

/** What happens to a file: `keep` is one that is the user's now, `orphan` a handler that no reaction needs any more. */
export type FileAction = 'create' | 'update' | 'unchanged' | 'keep' | 'delete' | 'orphan';

export interface PlannedFile {
  /** Relative to the output folder, with slashes. */
  readonly path: string;
  readonly action: FileAction;
}

export interface GenerationPlan {
  /** Of all that would be written: what the user agreed to. */
  readonly digest: string;
  readonly files: readonly PlannedFile[];
  /** Why nothing can be written; then there is nothing to agree to. */
  readonly refusals: readonly string[];
}

/** `ApplyGenerationParams`, answered with `GenerationResult`. */
export const applyGenerationRequest = 'choreo/generation/apply';

export interface ApplyGenerationParams extends PlanGenerationParams {
  /** The plan that the user saw. If it is no longer what would be written, nothing is. */
  readonly digest: string;
}

export type GenerationResult =
  | { readonly kind: 'written'; readonly files: readonly PlannedFile[] }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };
