/** The findings that block running a choreography, because the run would not be of the model that its author means. */
import { languageCodes } from '../language-codes.ts';
import type { Diagnostic } from '../diagnostic.ts';

const blocking: ReadonlySet<string> = new Set([...languageCodes, 'unknown-field', 'type-mismatch', 'unkeyed-state']);

/** Other errors do not block: a run helps to understand them. */
export function keepsFromRunning({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && blocking.has(code);
}
