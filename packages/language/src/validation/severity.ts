/** Severities of findings, and the severities that can be set for a rule. */
import type { Severity } from './diagnostic.ts';

/** The severities that can be set. A rule whose default is `off` runs only if somebody sets another severity. */
export const severityLevels = ['off', 'hint', 'info', 'warning', 'error'] as const satisfies readonly (
  | Severity
  | 'off'
)[];

export type SeverityLevel = (typeof severityLevels)[number];

export function isSeverityLevel(value: unknown): value is SeverityLevel {
  return severityLevels.some(level => level === value);
}
