/** The data that a quick fix needs besides its finding. */
import type { Choreography } from '@choreo/model';

export interface EditContext {
  readonly choreography: Choreography;
  /** The current text of a file. */
  readonly textOf: (uri: string) => string;
}
