// NOTE to the author of the rules: the lead is writing docs/rules/*.md (all pages, with examples, and the test that runs them:
// packages/language/test/rules-docs.test.ts, packages/language/test/config.test.ts) and workspace/config.ts + its JSON schema + tests. Leave those; do diagnose, registry, rules, fixes and their
// tests. nearest-name.ts exists beside this file. validation/fixes.ts is the dispatcher (add yours there). Placeholder below: replace.
import type { Choreography } from '@choreo/model';
import type { Diagnostic, Severity } from './diagnostic.ts';
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;
export function diagnose(_choreography: Choreography, _settings: RuleSettings): readonly Diagnostic[] {
  return [];
}
