/** A whole run as plain numbered lines: for terminals, and for the failure messages of tests. */
import type { Run, Snapshot } from '@choreo/analysis/runs';
import type { VerificationCode } from '@choreo/analysis/verification';
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { joined } from '../validation/wording.ts';
import { multiset, timesText } from './counting.ts';
import { missingIn, stepText } from './step-text.ts';

export interface RunTextOptions {
  /** The index of the first bad step, which is marked; the number of steps: the end is. */
  readonly badStep?: number | undefined;
  /** The rule that the run breaks: says how the first bad step is marked. */
  readonly code?: VerificationCode;
}

/** What marks the first bad step, behind its words. */
export function badMark(code?: VerificationCode): string {
  switch (code) {
    case 'order-dependent-outcome':
      return '← here the two runs part';
    case 'competing-services':
      return '← here both can';
    case 'unbounded-messages':
    case 'livelock':
      return '← from here on it can go round for ever';
    default:
      return '← here it goes wrong';
  }
}

/** Lines without a break at the end: how the entries come, the steps, how it stands then. */
export function runText(run: Run, choreography: Choreography, { badStep, code }: RunTextOptions = {}): string {
  const width = String(run.steps.length).length;
  const steps = run.steps.map((_, index) => {
    const mark = index === badStep ? ` ${badMark(code)}` : '';
    return `${String(index + 1).padStart(width)}. ${stepText(run, index, choreography)}${mark}`;
  });
  const [first = '', ...others] = endingLines(run.snapshots.at(-1), choreography);
  const ending = badStep === run.steps.length && first !== '' ? `${first} ${badMark(code)}` : first;
  return [...entryLines(run), ...steps, ending, ...others].filter(line => line !== '').join('\n');
}

/** Which of the entries that could be otherwise come how often. */
export function entryLines({ entries }: Run): string[] {
  if (entries.length === 0) return [];
  const parts = entries.map(({ message, count }) =>
    count === 0 ? `${message} stays out` : `${message} comes ${timesText(count)}`,
  );
  return [`${joined(parts)}.`];
}

/** How it stands: what is still to come, what has left, which joins wait. */
export function endingLines(snapshot: Snapshot | undefined, choreography: Choreography): string[] {
  if (!snapshot) return [];
  const { quiescent, exits, pending, entries, timers, waiting } = snapshot;
  const open = [
    ...pending.map(({ participant, message, count }) => `${message}${several(count)} for ${participant}`),
    ...entries.map(({ message, count }) => `${message}${several(count)} from outside`),
    ...timers.map(({ participant, message, count }) => `the timer for ${message}${several(count)} of ${participant}`),
    ...waiting.flatMap(({ reaction }) =>
      namesOf(choreography).reactions.get(reaction)?.within ? [`the end of the patience of ${reaction}`] : [],
    ),
  ];
  return [
    quiescent ? 'Then nothing is left to do.' : `Still to come: ${joined(open)}.`,
    exits.length > 0 ? `What has left: ${joined(multiset(exits))}.` : quiescent ? 'Nothing has left.' : '',
    ...waiting.map(({ reaction, messages }) => {
      const missing = missingIn(reaction, snapshot, choreography);
      const awaits = missing.length > 0 ? `, and waits for ${joined(missing)}` : '';
      return `${reaction} holds ${joined(multiset(messages))}${awaits}.`;
    }),
  ].filter(line => line !== '');
}

function several(count: number): string {
  return count > 1 ? ` (${timesText(count)})` : '';
}
