/** Counts findings by severity, and compares severities. */
import type { Diagnostic, Severity } from '@choreo/language';

/** The most severe first. */
export const severities = ['error', 'warning', 'info', 'hint'] as const satisfies readonly Severity[];

export type Summary = Readonly<Record<Severity, number>>;

export function summaryOf(diagnostics: readonly Diagnostic[]): Summary {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of diagnostics) summary[severity]++;
  return summary;
}

/** Whether any finding is at least as severe as `threshold`. */
export function reaches(summary: Summary, threshold: Severity): boolean {
  return severities.some(severity => summary[severity] > 0 && isAsSevere(severity, threshold));
}

export function isAsSevere(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
