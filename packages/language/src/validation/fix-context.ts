/** The data that quick fixes may read. */
import type { Choreography } from '@choreo/model';
import type { ChoreoScopeProvider } from '../references/choreo-scope-provider.ts';

export interface FixContext {
  readonly choreography: Choreography;
  readonly textOf: (uri: string) => string;
  readonly scopes: ChoreoScopeProvider;
}
