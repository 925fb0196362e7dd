/** What a search has to remember beside the state, for claims about the past and the future. */
import type { Choreography, Sentence } from '@choreo/model';
import type { MessageVariant } from '../runs/program/program-parts.ts';
import type { Program } from '../runs/program/program.ts';
import type { Stepper } from '../runs/step.ts';

/** How many bytes `remember` keeps in each state: one for each `leads to` and case. */
export function monitorBytes(choreography: Choreography, cases: number): number {
  return monitoredSentences(choreography).length * cases;
}

type LeadsTo = Extract<Sentence, { kind: 'leads-to' }>;

export function monitoredSentences({ properties }: Choreography): readonly LeadsTo[] {
  return properties.flatMap(({ sentences }) => sentences.filter(sentence => sentence.kind === 'leads-to'));
}

/** Keeps in each state which `leads to` is still unfulfilled; undefined if there is none. */
export function advanceMonitors(
  program: Program,
): ((before: Uint8Array, after: Uint8Array, stepper: Stepper) => void) | undefined {
  const monitored = monitoredSentences(program.choreography);
  if (monitored.length === 0) return undefined;
  const begins = program.variants.map(({ message }) =>
    monitored.flatMap((sentence, index) => (sentence.message.message === message ? [index] : [])),
  );
  const ends = program.variants.map(({ message }) =>
    monitored.flatMap((sentence, index) =>
      sentence.targets.some(target => target.message === message) ? [index] : [],
    ),
  );
  const monitorSlot = (sentence: number, variant: MessageVariant): number =>
    program.memorySlot + variant.case * monitored.length + sentence;
  return (_, after, { published, entered }) => {
    for (const variant of published) {
      if (variant === entered) continue;
      for (const sentence of begins[variant.index] ?? []) after[monitorSlot(sentence, variant)] = 1;
    }
    for (const variant of published)
      for (const sentence of ends[variant.index] ?? []) after[monitorSlot(sentence, variant)] = 0;
  };
}

/**
 * A message from outside is sent some time before it first arrives, and what it leads to may come in between. So it is owed
 * from the start.
 */
export function startMonitors(program: Program): (state: Uint8Array, counts: readonly number[]) => void {
  const monitored = monitoredSentences(program.choreography);
  return (state, counts) => {
    program.entries.forEach(({ name, case: index }, at) => {
      if (!counts[at]) return;
      monitored.forEach((sentence, which) => {
        if (sentence.message.message === name) state[program.memorySlot + index * monitored.length + which] = 1;
      });
    });
  };
}
