/** What `choreo verify` prints. The shape of its JSON is a promise: see docs/command-line.md. */
import type { Run, Verification } from '@choreo/analysis';
import type { CheckedChoreography, Diagnostic, ReportedVerdict } from '@choreo/language';
import { statesText } from '@choreo/language';
import type { Loaded } from '../input/load.ts';
import { shownUri } from '../input/shown-path.ts';
import { counted } from './counts.ts';
import { createPages } from './docs-pages.ts';
import { findingText } from './finding-text.ts';
import type { Paint } from './paint.ts';
import { harmless } from './paint.ts';
import { summaryOf } from './severities.ts';
import { summaryText } from './counts.ts';

export interface Verified {
  readonly checked: CheckedChoreography;
  readonly verification: Verification;
  readonly verdicts: readonly ReportedVerdict[];
  readonly diagnostics: readonly Diagnostic[];
}

export function verificationText(loaded: Loaded, verified: readonly Verified[], paint: Paint): string {
  const context = { paint, textOf: loaded.textOf, pageOf: createPages() };
  return verified
    .map(one => {
      const findings = one.diagnostics.map(diagnostic => `${findingText(diagnostic, context)}\n\n`).join('');
      const rest = one.verdicts.filter(({ diagnostic }) => !diagnostic).map(verdict => verdictLine(verdict, paint));
      return `${paint('bold', harmless(one.checked.choreography.name))}\n${rest.join('')}\n${findings}${summaryOfOne(one, paint)}\n`;
    })
    .join('\n');
}

const marks = { proved: '✓', bounded: '~', violated: '✗' } as const;

function verdictLine({ status, message, isAllowed, severity }: ReportedVerdict, paint: Paint): string {
  const silenced =
    status === 'violated' ? (isAllowed ? ' (allowed)' : severity === 'off' ? ' (switched off)' : '') : '';
  return `  ${paint(status === 'violated' ? 'warning' : 'bold', marks[status])} ${harmless(message)}${paint('dim', silenced)}\n`;
}

const endings = {
  always: 'every run ends',
  fair: 'runs may go on, but can always still end',
  livelock: 'a run can reach a point from which it never ends',
  unknown: 'whether every run ends is not known',
} as const;

function summaryOfOne({ verification, verdicts, diagnostics }: Verified, paint: Paint): string {
  const { states, exploration, bound, termination, exits } = verification;
  const count = (status: ReportedVerdict['status']): number =>
    verdicts.filter(verdict => verdict.status === status).length;
  const summary = summaryOf(diagnostics);
  const found = summaryText(summary) || 'No findings';
  const style = summary.error > 0 ? 'error' : summary.warning > 0 ? 'warning' : 'bold';
  const numbers = `${count('proved')} proved, ${count('bounded')} bounded, ${count('violated')} violated`;
  const looked = exploration === 'bounded' ? `only a part was looked at: ${bound ?? ''}` : `${exploration} search`;
  const ends = exits.map(exit => (exit.length === 0 ? 'nothing' : exit.join(' + '))).join(' · ');
  return [
    `${paint(style, found)}: ${numbers} (${statesText(states)}, ${looked}; ${endings[termination]}).`,
    ...(exits.length > 0 && exits.length <= 20 ? [`What a case can end with: ${harmless(ends)}.`] : []),
    ...(exits.length > 20 ? [`A case can end in ${counted(exits.length, 'way')}.`] : []),
  ].join('\n');
}

export function verificationJson(verified: readonly Verified[]): string {
  const report = {
    version: 1,
    choreographies: verified.map(({ checked, verification, verdicts }) => ({
      name: checked.choreography.name,
      states: verification.states,
      exploration: verification.exploration,
      termination: verification.termination,
      exits: verification.exits,
      verdicts: verdicts.map(verdictJson),
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

export function verdictJson({ code, status, message, severity, isAllowed, verdict }: ReportedVerdict) {
  const { bound, span, run, other, badStep } = verdict;
  const { start, end } = span.range;
  return {
    code,
    status,
    bound: bound ?? null,
    severity,
    allowed: isAllowed,
    message,
    file: shownUri(span.uri),
    range: {
      start: { line: start.line, character: start.character },
      end: { line: end.line, character: end.character },
    },
    trace: run ? traceOf(run) : [],
    ...(badStep === undefined ? {} : { badStep }),
    ...(other ? { otherTrace: traceOf(other) } : {}),
  };
}

/** One for each step; a delivery that fires several reactions is listed with each of them. */
export function traceOf({ steps }: Run) {
  return steps.flatMap(({ kind, case: index, participant, message, firings }, step) => {
    const base = { step, kind, case: index, service: participant };
    const taken = message === undefined ? [] : [message];
    if (firings.length === 0) return [{ ...base, reaction: null, consumes: taken, emits: [] }];
    return firings.map(({ reaction, consumes, emits }) => ({
      ...base,
      reaction: reaction === '' ? null : reaction,
      consumes: consumes.length > 0 ? consumes : kind === 'timer' ? [] : taken,
      emits,
    }));
  });
}
