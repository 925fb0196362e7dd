/** A generated project as data: the files and their owners. */
import type { Problem } from './problem.ts';

export interface GeneratedFile {
  /** A relative path with `/`. */
  readonly path: string;
  readonly contents: string;
  /** `generated`: rewritten every time. `user`: written once. */
  readonly owner: 'generated' | 'user';
  /** The service that the file belongs to; undefined for shared files. */
  readonly service?: string;
  /** The reaction of a handler file: `Payments.charge`. */
  readonly handlerOf?: string;
}

export interface GeneratedProject {
  /** The choreography's name. */
  readonly choreography: string;
  /** Sorted by path. `planOutput` adds the manifest. */
  readonly files: readonly GeneratedFile[];
  /** The names of the generated services. */
  readonly services: readonly string[];
  /** Whether only some services were selected. Then files of other services are left alone. */
  readonly isSelection: boolean;
  /** Parts of the model that could not be generated faithfully. */
  readonly problems: readonly Problem[];
}
