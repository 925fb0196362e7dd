/** How findings are counted and compared. */
import type { Diagnostic, Severity } from '@choreo/language';

/** From the most severe. */
export const severities = ['error', 'warning', 'info', 'hint'] as const satisfies readonly Severity[];

export type Summary = Readonly<Record<Severity, number>>;

export function summaryOf(diagnostics: readonly Diagnostic[]): Summary {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of diagnostics) summary[severity]++;
  return summary;
}

/** Whether any finding is as severe as `threshold`, or more. */
export function reaches(summary: Summary, threshold: Severity): boolean {
  return severities.slice(0, severities.indexOf(threshold) + 1).some(severity => summary[severity] > 0);
}
