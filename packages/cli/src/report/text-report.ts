/** The text output of `choreo check`. */
import type { Diagnostic } from '@choreo/language';
import type { Loaded } from '../input/load.ts';
import { counted, countsOf, summaryText } from './counts.ts';
import { createPages } from './docs-pages.ts';
import { findingText } from './finding-text.ts';
import type { Paint } from './paint.ts';
import { harmless } from './paint.ts';
import { severities, summaryOf } from './severities.ts';

const maxShown = 500;

/** `diagnostics`: the findings of `loaded`, in the order of the output. */
export function textReport(loaded: Loaded, diagnostics: readonly Diagnostic[], paint: Paint): string {
  const context = { paint, textOf: loaded.textOf, pageOf: createPages() };
  const shown = worst(diagnostics);
  const findings = shown.map(diagnostic => `${findingText(diagnostic, context)}\n\n`);
  const hidden = diagnostics.length - shown.length;
  const rest = hidden > 0 ? `… and ${hidden} more, none of them more severe. \`--format json\` lists all.\n\n` : '';
  return `${findings.join('')}${rest}${summaryLine(loaded, diagnostics, paint)}\n`;
}

/** The first findings, up to a number that people still read. */
function worst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= maxShown) return diagnostics;
  const bySeverity = severities.flatMap(severity => diagnostics.filter(diagnostic => diagnostic.severity === severity));
  const chosen = new Set(bySeverity.slice(0, maxShown));
  return diagnostics.filter(diagnostic => chosen.has(diagnostic));
}

function summaryLine({ choreographies }: Loaded, diagnostics: readonly Diagnostic[], paint: Paint): string {
  const summary = summaryOf(diagnostics);
  const total = { files: 0, services: 0, messages: 0, reactions: 0 };
  for (const checked of choreographies) {
    const { services, messages, reactions } = countsOf(checked);
    total.files += checked.group.documents.length;
    total.services += services;
    total.messages += messages;
    total.reactions += reactions;
  }
  const [first] = choreographies;
  const name =
    choreographies.length === 1 && first ? first.choreography.name : counted(choreographies.length, 'choreography');
  const size = [
    counted(total.files, 'file'),
    counted(total.services, 'service'),
    counted(total.messages, 'message'),
    counted(total.reactions, 'reaction'),
  ].join(', ');
  const style = summary.error > 0 ? 'error' : summary.warning > 0 ? 'warning' : 'bold';
  return `${paint(style, summaryText(summary) || 'No findings')} in ${harmless(name)} (${size}).`;
}
