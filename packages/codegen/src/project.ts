/** A generated project as data: what to write, and whose it is. */
import type { Problem } from './problem.ts';

export interface GeneratedFile {
  /** Relative, with `/` between folders. */
  readonly path: string;
  readonly contents: string;
  /** `generated`: rewritten every time. `user`: written once. */
  readonly owner: 'generated' | 'user';
  /** The service whose file it is; absent where it serves them all. */
  readonly service?: string;
  /** What a handler is for: `Payments.charge`. */
  readonly handlerOf?: string;
}

export interface GeneratedProject {
  /** The choreography's name. */
  readonly choreography: string;
  /** Sorted by path; the manifest is added by `planOutput`. */
  readonly files: readonly GeneratedFile[];
  /** The services whose files these are, by name. */
  readonly services: readonly string[];
  /** Whether that is a selection, so that the files of other services are none of this project's business. */
  readonly isSelection: boolean;
  /** What could not be generated as the model says. */
  readonly problems: readonly Problem[];
}
