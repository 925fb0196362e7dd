/** Finds where in a run a message is emitted, and by whom. */
import type { Run } from '@choreo/analysis/runs';
import { joined, quoted } from '../validation/wording.ts';
import { multiset } from './counting.ts';

export interface Occurrence {
  /** The number of the step, from 1. */
  readonly step: number;
  readonly participant: string;
}

/** In the order of the run. A message that one step emits twice is listed twice. */
export function occurrencesOf(message: string, run: Run | undefined): readonly Occurrence[] {
  return (run?.steps ?? []).flatMap((step, index) => {
    const entering = step.message === message && step.kind !== 'timer' ? step.entersFrom : undefined;
    const emitted = step.firings.flatMap(({ emits }) => emits.filter(emit => emit === message));
    return [
      ...(entering === undefined ? [] : [{ step: index + 1, participant: entering }]),
      ...emitted.map(() => ({ step: index + 1, participant: step.participant })),
    ];
  });
}

/** "`Shipping` emits `OrderShipped` (step 4)": the first occurrence of each message that the run has. */
export function emittersText(messages: readonly string[], run: Run | undefined): string {
  const parts = messages.flatMap(message => {
    const [first] = occurrencesOf(message, run);
    return first ? [{ ...first, message }] : [];
  });
  parts.sort((a, b) => a.step - b.step);
  return joined(
    parts.map(({ participant, message, step }) => `${quoted(participant)} emits ${quoted(message)} (step ${step})`),
  );
}

/** " in steps 2 and 4"; empty if the run does not have the message. */
export function stepsText(message: string, run: Run | undefined): string {
  const steps = [...new Set(occurrencesOf(message, run).map(({ step }) => step))].map(String);
  if (steps.length === 0) return '';
  return ` in ${steps.length === 1 ? 'step' : 'steps'} ${joined(steps)}`;
}

/** "`Sales` emits `OrderFailed` (step 4) after `OrderPaid` (step 2)": the last of the one, the first of the other. */
export function laterText(message: string, earlier: string, run: Run | undefined): string {
  const last = occurrencesOf(message, run).at(-1);
  const [first] = occurrencesOf(earlier, run);
  if (!last || !first) return `${quoted(message)} happens after ${quoted(earlier)}`;
  return `${quoted(last.participant)} emits ${quoted(message)} (step ${last.step}) after ${quoted(earlier)} (step ${first.step})`;
}

/** "after the 3 steps shown"; for a run without steps, "before anything has happened". */
export function afterSteps(run: Run | undefined): string {
  const count = run?.steps.length ?? 0;
  if (count === 0) return 'before anything has happened';
  return count === 1 ? 'after the one step shown' : `after the ${count} steps shown`;
}

/** "with `A` and `B`", "without an exit": how a case ends. */
export function endText(exits: readonly string[]): string {
  return exits.length === 0 ? 'without an exit' : `with ${joined(multiset(exits, quoted))}`;
}
