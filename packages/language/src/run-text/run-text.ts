/** Writes a whole run as plain numbered lines, for terminals and for the messages of failed tests. */
import { joinText } from '@choreo/analysis/runs';
import type { Run, Snapshot } from '@choreo/analysis/runs';
import type { VerificationCode } from '@choreo/analysis/verification';
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { joined } from '../validation/wording.ts';
import { multiset, timesText } from './counting.ts';
import { missingIn, stepText } from './step-text.ts';

export interface RunTextOptions {
  /** The index of the first bad step, to be marked. If it equals the number of steps, the end is marked. */
  readonly badStep?: number | undefined;
  /** The rule that the run violates. It decides the words of the mark. */
  readonly code?: VerificationCode;
}

/** The mark after the text of the first bad step. */
export function badMark(code?: VerificationCode): string {
  switch (code) {
    case 'order-dependent-outcome':
      return '← here the two runs diverge';
    case 'competing-services':
      return '← here both can happen';
    case 'unbounded-messages':
    case 'livelock':
      return '← from here on it can repeat forever';
    default:
      return '← here it goes wrong';
  }
}

/** Lines without a final line break: the entries, the steps, and the situation at the end. */
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

/** How often each entry happens, for entries where this varies between runs, and that do not wait for something all the while. */
export function entryLines({ entries, snapshots }: Run): string[] {
  const waiting = new Set(snapshots.at(-1)?.entries.flatMap(({ message, waitsFor }) => (waitsFor ? [message] : [])));
  const counted = entries.filter(({ message }) => !waiting.has(message));
  if (counted.length === 0) return [];
  const parts = counted.map(({ message, count }) =>
    count === 0 ? `${message} does not happen` : `${message} happens ${timesText(count)}`,
  );
  return [`${joined(parts)}.`];
}

/** The situation after a run: what is still to come, which exits happened, which joins wait. */
export function endingLines(snapshot: Snapshot | undefined, choreography: Choreography): string[] {
  if (!snapshot) return [];
  const { quiescent, exits, pending, entries, timers, waiting } = snapshot;
  const open = [
    ...pending.map(({ participant, message, count }) => `${message}${several(count)} for ${participant}`),
    ...entries.flatMap(({ message, count, waitsFor }) =>
      waitsFor ? [] : [`${message}${several(count)} from outside`],
    ),
    ...timers.map(({ participant, message, count }) => `the timer for ${message}${several(count)} of ${participant}`),
    ...waiting.flatMap(({ reaction }) =>
      namesOf(choreography).reactions.get(reaction)?.within ? [`the timeout of ${reaction}`] : [],
    ),
  ];
  return [
    quiescent ? 'Then nothing is left to do.' : `Still to come: ${joined(open)}.`,
    ...(quiescent ? pending.map(leftText) : []),
    exits.length > 0 ? `Exits: ${joined(multiset(exits))}.` : quiescent ? 'No exit has happened.' : '',
    ...waiting.map(held => {
      const { reaction, messages } = held;
      const missing = missingIn(reaction, messages, choreography);
      const awaits = missing.length > 0 ? `, and waits for ${joined(missing)}` : '';
      return `${joinText(held)} holds ${joined(multiset(messages))}${awaits}.`;
    }),
    ...entries.flatMap(({ message, count, waitsFor }) =>
      waitsFor ? [`${message}${several(count)} from outside waits for ${joined(waitsFor, 'or')}.`] : [],
    ),
  ].filter(line => line !== '');
}

/** Of a message that waits for a retry, or behind another that does. */
function leftText({ participant, message, count }: Snapshot['pending'][number]): string {
  return `${message}${several(count)} ${count > 1 ? 'wait' : 'waits'} at ${participant}, and nothing will take ${count > 1 ? 'them' : 'it'}.`;
}

function several(count: number): string {
  return count > 1 ? ` (${timesText(count)})` : '';
}
