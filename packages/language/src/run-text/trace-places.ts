/** Turns a run into related places, so that the editor can lead through the source step by step. */
import type { Run, RunStep } from '@choreo/analysis/runs';
import type { VerificationCode } from '@choreo/analysis/verification';
import { namesOf } from '@choreo/model';
import type { Choreography, Span } from '@choreo/model';
import type { Related } from '../validation/diagnostic.ts';
import { badMark, endingLines, entryLines } from './run-text.ts';
import { stepText } from './step-text.ts';

/** The most steps to list; steps in the middle are left out. */
const mostSteps = 60;

export interface TracePlacesOptions {
  /** The index of the first bad step. If it equals the number of steps, the end is bad. */
  readonly badStep?: number | undefined;
  /** The rule that the run violates. It decides the words of the mark. */
  readonly code?: VerificationCode;
  /** Whether this is the second of two runs to compare. */
  readonly isOther?: boolean;
  /** The place for the situation at the end. */
  readonly end: Span;
}

export function tracePlaces(run: Run, choreography: Choreography, options: TracePlacesOptions): Related[] {
  const { badStep, end } = options;
  const lead = options.isOther ? 'The other run, ' : '';
  const markAt = (index: number): string => (index === badStep ? ` ${badMark(options.code)}` : '');
  const places: Related[] = [];
  const { steps } = run;
  for (const [index, step] of steps.entries()) {
    const isInTheMiddle = index >= mostSteps / 2 && index < steps.length - mostSteps / 2;
    if (steps.length > mostSteps && isInTheMiddle && index !== badStep) continue;
    const span = placeOf(step, choreography);
    if (!span) continue;
    const before =
      index === 0
        ? entryLines(run)
            .map(line => `${line.slice(0, -1)}; `)
            .join('')
        : '';
    places.push({
      message: `${lead}${index + 1}. ${before}${stepText(run, index, choreography)}${markAt(index)}`,
      span,
    });
  }
  const lines = endingLines(run.snapshots.at(-1), choreography).join(' ');
  places.push({ message: `${options.isOther ? 'The other run: ' : ''}${lines}${markAt(steps.length)}`, span: end });
  return places;
}

/** The place of a step in the text: the alternative taken, or else what took, dropped or emitted the message. */
function placeOf(step: RunStep, choreography: Choreography): Span | undefined {
  const names = namesOf(choreography);
  const [firing] = step.firings;
  if (firing) return firing.alternative ?? names.reactions.get(firing.reaction)?.headSpan ?? firing.span;
  const [join] = step.collectedBy;
  const collecting = join === undefined ? undefined : names.reactions.get(join)?.headSpan;
  if (collecting) return collecting;
  const participant = names.participants.get(step.participant);
  const taking = participant?.reactions.find(({ trigger }) =>
    trigger.messages.some(({ message }) => message === step.message),
  );
  const emitting = participant?.emits.find(({ message }) => message === step.message);
  const declared = names.messages.get(step.message ?? '');
  return (step.kind === 'enter' ? emitting?.span : taking?.headSpan) ?? participant?.nameSpan ?? declared?.nameSpan;
}
