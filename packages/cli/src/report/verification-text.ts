/** The text output of `choreo verify`: first what holds, then each violation with its run, then a summary. */
import type { Diagnostic, ReportedVerdict } from '@choreo/language';
import { boundText, exitsText, runText, statesText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { compareSpans } from '@choreo/model';
import type { Loaded } from '../input/load.ts';
import { shownPlace } from '../input/shown-path.ts';
import { counted, summaryText } from './counts.ts';
import { createPages } from './docs-pages.ts';
import { endsBlocks } from './ends-text.ts';
import { findingText } from './finding-text.ts';
import type { TextContext } from './finding-text.ts';
import type { Paint } from './paint.ts';
import { harmless } from './paint.ts';
import { summaryOf } from './severities.ts';
import type { ReportedVerification } from './verification-report.ts';
import { runLines, wrapped } from './wrap.ts';

export interface VerificationTextOptions {
  /** Both runs of a case whose order decides its end, instead of one line. */
  readonly runs?: boolean | undefined;
}

export function verificationText(
  loaded: Loaded,
  verified: readonly ReportedVerification[],
  paint: Paint,
  options: VerificationTextOptions = {},
): string {
  const context = { paint, textOf: loaded.textOf, pageOf: createPages() };
  return verified
    .map(one => {
      const blocks = [...held(one.verdicts, paint), ...silenced(one.verdicts, paint), ...found(one, context, options)];
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

function found(
  { checked, verdicts, diagnostics }: ReportedVerification,
  context: TextContext,
  { runs = false }: VerificationTextOptions,
): string[] {
  const violated = verdicts.flatMap(reported => {
    const { diagnostic, related } = reported;
    if (!diagnostic) return [];
    const line = runs ? undefined : lineOf(reported, diagnostic, context.paint);
    if (line !== undefined) return [{ span: diagnostic.span, text: line }];
    const run = runsOf(reported, checked.choreography, context.paint);
    return [{ span: diagnostic.span, text: `${findingText({ ...diagnostic, related }, context)}${run}` }];
  });
  const others = diagnostics
    .filter(({ code }) => !verdicts.some(verdict => verdict.code === code))
    .map(diagnostic => ({ span: diagnostic.span, text: findingText(diagnostic, context) }));
  return [...violated, ...others].sort((a, b) => compareSpans(a.span, b.span)).map(({ text }) => text);
}

/** A race that decides how a case ends is mostly meant, so a line is enough where it is but an info. */
function lineOf({ verdict }: ReportedVerdict, { severity, code, span }: Diagnostic, paint: Paint): string | undefined {
  const { subject } = verdict;
  if (subject.kind !== 'order' || severity === 'error' || severity === 'warning') return undefined;
  const [one, another] = [subject.exits, subject.otherExits].map(exits => harmless(exitsText(exits)));
  const head = `${paint('bold', harmless(shownPlace(span)))} ${paint(severity, severity)} ${paint('dim', code)}`;
  return `${head}: ${one} in one order of delivery, ${another} in another (\`--runs\` shows both runs)`;
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

function summaryOfOne({ verification, verdicts, diagnostics }: ReportedVerification, paint: Paint): string {
  const { states, redeliveries, exploration, bound, termination } = verification;
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
  const ended = `${paint(style, summaryText(summary) || 'No findings')}: ${numbers} (${statesText(states)}, ${looked}; ${takenText(redeliveries)}; ${endings[termination]}).`;
  return [...endsBlocks(verification, paint), ended].join('\n\n');
}

function takenText(redeliveries: number): string {
  return redeliveries === 0 ? 'each message taken once' : `up to ${counted(redeliveries, 'redelivery')}`;
}
