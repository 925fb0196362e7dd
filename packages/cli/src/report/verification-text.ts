/** The text output of `choreo verify`: first what holds, then each violation with its run, then a summary. */
import type { Diagnostic, ReportedVerdict } from '@choreo/language';
import { boundText, openText, runText, statesText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { compareSpans } from '@choreo/model';
import type { Loaded } from '../input/load.ts';
import { counted, summaryText } from './counts.ts';
import { createPages } from './docs-pages.ts';
import { findingText } from './finding-text.ts';
import type { TextContext } from './finding-text.ts';
import type { Paint } from './paint.ts';
import { harmless } from './paint.ts';
import { summaryOf } from './severities.ts';
import type { ReportedVerification } from './verification-report.ts';
import { runLines, wrapped } from './wrap.ts';

export function verificationText(loaded: Loaded, verified: readonly ReportedVerification[], paint: Paint): string {
  const context = { paint, textOf: loaded.textOf, pageOf: createPages() };
  return verified
    .map(one => {
      const blocks = [...held(one.verdicts, paint), ...silenced(one.verdicts, paint), ...found(one, context)];
      const name = paint('bold', harmless(one.checked.choreography.name));
      return `${[name, ...blocks, summaryOfOne(one, paint)].join('\n\n')}\n`;
    })
    .join('\n');
}

/** One block for all claims that are proved to the same extent. */
function held(verdicts: readonly ReportedVerdict[], paint: Paint): string[] {
  const groups = new Map<string, string[]>();
  for (const { status, claim, verdict } of verdicts) {
    if (status === 'violated') continue;
    const far = harmless(boundText(verdict.bounds) ?? '');
    const head =
      status === 'proved'
        ? wrapped('  ✓ Proved', far === '' ? '' : `, ${far}`).replace('✓ Proved', mark => paint('bold', mark))
        : wrapped('  ~ Bounded: ', `no violation was found within this bound: ${far || 'not all runs'}`).replace(
            '~ Bounded',
            mark => paint('warning', mark),
          );
    groups.set(head, [...(groups.get(head) ?? []), wrapped('    ', harmless(claim))]);
  }
  return [...groups].map(([head, claims]) => [head, ...claims].join('\n'));
}

/** Violations that are allowed or switched off; not those that another finding names. */
function silenced(verdicts: readonly ReportedVerdict[], paint: Paint): string[] {
  const lines = verdicts
    .filter(({ status, diagnostic, namedIn }) => status === 'violated' && !diagnostic && !namedIn)
    .map(({ message, isAllowed }) =>
      wrapped('    ', `${harmless(message)} (${isAllowed ? 'allowed' : 'switched off'})`),
    );
  return lines.length === 0 ? [] : [[`  ${paint('bold', '✗ Violated, but silenced')}`, ...lines].join('\n')];
}

function found({ checked, verdicts, diagnostics }: ReportedVerification, context: TextContext): string[] {
  const violated = verdicts.flatMap(reported => {
    const { diagnostic, related } = reported;
    if (!diagnostic) return [];
    const run = runsOf(reported, checked.choreography, context.paint);
    return [{ diagnostic: { ...diagnostic, related }, run }];
  });
  const others = diagnostics
    .filter(({ code }) => !verdicts.some(verdict => verdict.code === code))
    .map(diagnostic => ({ diagnostic, run: '' }));
  const bySpan = (a: { diagnostic: Diagnostic }, b: { diagnostic: Diagnostic }): number =>
    compareSpans(a.diagnostic.span, b.diagnostic.span);
  return [...violated, ...others].sort(bySpan).map(({ diagnostic, run }) => {
    return `${findingText(diagnostic, context)}${run}`;
  });
}

function runsOf({ code, verdict }: ReportedVerdict, choreography: Choreography, paint: Paint): string {
  const { run, other, badStep } = verdict;
  const options = { code, badStep };
  const first = other ? 'One run' : 'The run that shows it';
  return [
    ...(run ? [`\n\n  ${paint('bold', `${first}:`)}\n${runLines('    ', runText(run, choreography, options))}`] : []),
    ...(other
      ? [`\n\n  ${paint('bold', 'Another run:')}\n${runLines('    ', runText(other, choreography, options))}`]
      : []),
  ].join('');
}

const endings = {
  always: 'every run ends',
  fair: 'runs may go on, but can always still end',
  livelock: 'a run can reach a point from which it cannot end',
  unknown: 'it is unknown whether every run ends',
} as const;

/** If there are more ends than this, they are counted instead of listed. */
const maxEnds = 20;

function summaryOfOne({ verification, verdicts, diagnostics }: ReportedVerification, paint: Paint): string {
  const { states, redeliveries, exploration, bound, termination, exits, supposed } = verification;
  // What has one cause counts once.
  const count = (status: ReportedVerdict['status']): number =>
    verdicts.filter(verdict => verdict.status === status && !verdict.namedIn).length;
  const summary = summaryOf(diagnostics);
  const style = summary.error > 0 ? 'error' : summary.warning > 0 ? 'warning' : 'bold';
  const numbers = `${count('proved')} proved, ${count('bounded')} bounded, ${count('violated')} violated`;
  const looked =
    exploration === 'bounded'
      ? `only a part was explored: ${harmless(boundText(bound ? [bound] : []) ?? '')}`
      : `${exploration} search`;
  const ends = exits.map(exit => wrapped('  - ', exit.length === 0 ? 'no exit' : harmless(endText(exit))));
  const partly =
    (exploration === 'bounded' ? ', as far as was explored' : '') +
    (supposed.length > 0 ? `, whichever way the model's open conditions go (${harmless(openText(supposed))})` : '');
  return [
    ...(exits.length > 0 && exits.length <= maxEnds ? [`The ways in which a case can end${partly}:`, ...ends, ''] : []),
    ...(exits.length > maxEnds
      ? [`There are ${counted(exits.length, 'way')} in which a case can end${partly}.`, '']
      : []),
    `${paint(style, summaryText(summary) || 'No findings')}: ${numbers} (${statesText(states)}, ${looked}; ${takenText(redeliveries)}; ${endings[termination]}).`,
  ].join('\n');
}

function takenText(redeliveries: number): string {
  return redeliveries === 0 ? 'each message taken once' : `up to ${counted(redeliveries, 'redelivery')}`;
}

/** The verifier counts up to three, so three means three or more. */
function endText(exit: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const message of exit) counts.set(message, (counts.get(message) ?? 0) + 1);
  return [...counts]
    .map(([message, count]) =>
      count > 2 ? `${message} (3 or more)` : Array.from({ length: count }, () => message).join(' + '),
    )
    .join(' + ');
}
