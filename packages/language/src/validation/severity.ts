/** How grave a finding is, and what can be set for a rule. */
import type { Severity } from './diagnostic.ts';

/** The severities that can be set. A rule that is `off` looks only where somebody sets it. */
export const severityLevels = ['off', 'hint', 'info', 'warning', 'error'] as const satisfies readonly (
  | Severity
  | 'off'
)[];

export type SeverityLevel = (typeof severityLevels)[number];

export function isSeverityLevel(value: unknown): value is SeverityLevel {
  return severityLevels.some(level => level === value);
}
