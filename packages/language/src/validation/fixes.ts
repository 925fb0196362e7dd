/** The quick fixes of a diagnostic, whichever part of the language found it. */
import type { Choreography } from '@choreo/model';
import type { ChoreoScopeProvider } from '../references/choreo-scope-provider.ts';
import { annotationFixes } from './annotation-errors.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import { fixesFor } from './diagnose.ts';
import { unknownNameFixes } from './unknown-name-fixes.ts';

export interface FixContext {
  readonly choreography: Choreography;
  readonly textOf: (uri: string) => string;
  readonly scopes: ChoreoScopeProvider;
}

export function fixesOf(diagnostic: Diagnostic, context: FixContext): readonly Fix[] {
  if (diagnostic.code === 'unknown-name') {
    return [...unknownNameFixes(diagnostic, context), ...annotationFixes(diagnostic)];
  }
  return fixesFor(diagnostic, context);
}
