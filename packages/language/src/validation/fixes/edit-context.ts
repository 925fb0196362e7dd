/** What a quick fix needs to know besides its finding. */
import type { Choreography } from '@choreo/model';

export interface EditContext {
  readonly choreography: Choreography;
  /** The present text of a file. */
  readonly textOf: (uri: string) => string;
}
