/** Which findings keep a choreography from being run: after them a run would be one of another model than its author means. */
import { languageCodes } from '../language-codes.ts';
import type { Diagnostic } from '../diagnostic.ts';

const blocking: ReadonlySet<string> = new Set([...languageCodes, 'unknown-field', 'type-mismatch']);

/** Other errors are about what a run would show: that is a reason to show it. */
export function keepsFromRunning({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && blocking.has(code);
}
