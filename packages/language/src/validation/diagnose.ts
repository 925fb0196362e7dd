import type { Choreography } from '@choreo/model';
import type { Diagnostic, Severity } from './diagnostic.ts';
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;
export function diagnose(_choreography: Choreography, _settings: RuleSettings): readonly Diagnostic[] {
  return [];
}
