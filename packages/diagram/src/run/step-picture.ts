/** Draws a step: the arrow of its message, a note with its effects, and arrows to the receivers of exits. */
import { factTexts } from '@choreo/analysis/runs';
import type { Run, RunStep } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';
import { collectingLine, firingLines } from './firing-text.ts';
import type { Lanes } from './lanes.ts';
import { isOvertaken, type Origin } from './origins.ts';

export type Item =
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      /** `late`: others have overtaken it · `dropped`: it came, and no reaction matched. */
      readonly style: 'plain' | 'late' | 'dropped' | 'lost';
      readonly lines: readonly string[];
    }
  /** Over one lane, or from the first lane to the last. */
  | { readonly kind: 'note'; readonly over: readonly string[]; readonly lines: readonly string[] };

/**
 * A message is drawn in the step that takes it: if step 2 emits it and step 5 takes it, it is an arrow in step 5. The note of
 * step 2 says that it was emitted. If others have overtaken it, the arrow is dashed and says where it was sent.
 */
export function stepItems(
  choreography: Choreography,
  run: Run,
  origins: readonly (Origin | undefined)[],
  lanes: Lanes,
  index: number,
): readonly Item[] {
  const step = run.steps[index];
  if (!step) return [];
  const number = `${index + 1}.${run.steps.some(other => other.case > 0) ? ` case ${step.case + 1}:` : ''}`;
  const origin = origins[index];
  const lane = lanes.taker(step).id;
  const exits = exitItems(step, origin, lanes);
  const effects = effectLines(choreography, run, index, step);
  const note = (lines: readonly string[]): Item[] => (lines.length > 0 ? [{ kind: 'note', over: [lane], lines }] : []);
  switch (step.kind) {
    case 'deliver':
    case 'redeliver':
    case 'lose': {
      if (!origin) return [...note([`${number} ${arrivalText(step)}`, ...effects]), ...exits];
      const late = isOvertaken(origins, index);
      const arrow: Item = {
        kind: 'arrow',
        from: lanes.emitter(step, origin).id,
        to: lane,
        style: step.kind === 'lose' ? 'lost' : isUnheard(step) ? 'dropped' : late ? 'late' : 'plain',
        lines: [
          `${number} ${arrivalText(step)}`,
          ...(late ? [`(sent in ${origin.step + 1})`] : []),
          ...step.carrying.flatMap(factTexts),
        ],
      };
      return [arrow, ...note(effects), ...exits];
    }
    case 'enter': {
      const [first, ...others] = exits;
      if (!first)
        return note([
          `${number} emits ${step.message ?? ''}`,
          ...step.carrying.flatMap(factTexts),
          ...(isTakenBySomeone(choreography, step) ? [] : ['which nobody takes']),
        ]);
      return [{ ...first, lines: first.lines.map(line => `${number} ${line}`) }, ...others, ...note(effects)];
    }
    case 'timer':
    case 'give-up':
    case 'schedule': {
      const [first = step.kind, ...others] = effects;
      return [...note([`${number} ${first}`, ...others]), ...exits];
    }
    default:
      return step.kind satisfies never;
  }
}

/** It may be on its way to a service that takes it in a step of its own. */
function isTakenBySomeone({ participants }: Choreography, { message }: RunStep): boolean {
  return participants.some(({ reactions }) =>
    reactions.some(({ trigger }) => trigger.messages.some(ref => ref.message === message)),
  );
}

function arrivalText({ kind, message = '' }: RunStep): string {
  if (kind === 'redeliver') return `${message} once more`;
  return kind === 'lose' ? `${message} is lost` : message;
}

function effectLines(choreography: Choreography, run: Run, index: number, step: RunStep): readonly string[] {
  return [
    ...step.firings.flatMap(firing => firingLines(choreography, firing, step)),
    ...step.collectedBy.map(join => collectingLine(choreography, join, step, run.snapshots[index + 1])),
    ...(step.withoutInstance ?? []).map(reaction => `${reaction} finds no instance`),
    ...(isUnheard(step)
      ? [step.kind === 'redeliver' ? 'changes nothing' : 'no reaction matches: the message is dropped']
      : []),
    ...step.changes.map(({ state, from, to }) => `${state}: ${from} → ${to}`),
  ];
}

function exitItems(step: RunStep, origin: Origin | undefined, lanes: Lanes): readonly Item[] {
  const emitted = new Set(step.firings.flatMap(({ emits }) => emits));
  return step.exits.flatMap(({ message, receiver }): readonly Item[] => {
    const from = origin && !emitted.has(message) ? lanes.emitter(step, origin) : lanes.taker(step);
    const to = lanes.receiver(message, receiver);
    // What another choreography emits and handles itself does not pass through this one.
    if (from.kind === 'used' && to.id === from.id) return [];
    return [{ kind: 'arrow', from: from.id, to: to.id, style: 'plain', lines: [message] }];
  });
}

function isUnheard({ kind, firings, collectedBy }: RunStep): boolean {
  return (kind === 'deliver' || kind === 'redeliver') && firings.length === 0 && collectedBy.length === 0;
}
