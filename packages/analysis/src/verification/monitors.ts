/** What a search has to remember beside the state, for claims about the past and the future. */
import type { Choreography, Sentence } from '@choreo/model';
import type { MessageVariant } from '../runs/program/program-parts.ts';
import type { Program } from '../runs/program/program.ts';
import { slotOf } from './claim.ts';
import type { Visitor } from './search/explore.ts';

/** How many bytes `remember` keeps in each state: one for each monitored sentence and case. */
export function monitorBytes(choreography: Choreography, cases: number): number {
  return monitoredSentences(choreography).length * cases;
}

/** `leads-to`: whether it is still unfulfilled · `no-after`: whether the last step broke it. */
type Monitored = Extract<Sentence, { kind: 'leads-to' | 'no-after' }>;

function monitoredSentences({ properties }: Choreography): readonly Monitored[] {
  return properties.flatMap(({ sentences }) =>
    sentences.filter(sentence => sentence.kind === 'leads-to' || sentence.kind === 'no-after'),
  );
}

/** The slot that `advanceMonitors` keeps for a sentence in one case. */
export function monitorSlotOf({ choreography, memorySlot }: Program, sentence: Monitored, index: number): number {
  const monitored = monitoredSentences(choreography);
  return memorySlot + index * monitored.length + monitored.indexOf(sentence);
}

type Advance = NonNullable<Visitor['remember']>;

/** Keeps the monitors of each state; undefined if there are none. */
export function advanceMonitors(program: Program): Advance | undefined {
  const monitored = monitoredSentences(program.choreography);
  const debts = monitored.some(({ kind }) => kind === 'leads-to') ? advanceDebts(program, monitored) : undefined;
  const late = monitored.some(({ kind }) => kind === 'no-after') ? advanceLate(program, monitored) : undefined;
  if (!debts || !late) return debts ?? late;
  return (before, after, stepper) => {
    debts(before, after, stepper);
    late(before, after, stepper);
  };
}

function advanceDebts(program: Program, monitored: readonly Monitored[]): Advance {
  const begins = program.variants.map(({ message }) =>
    monitored.flatMap((sentence, index) =>
      sentence.kind === 'leads-to' && sentence.message.message === message ? [index] : [],
    ),
  );
  const ends = program.variants.map(({ message }) =>
    monitored.flatMap((sentence, index) =>
      sentence.kind === 'leads-to' && sentence.targets.some(target => target.message === message) ? [index] : [],
    ),
  );
  const monitorSlot = (sentence: number, variant: MessageVariant): number =>
    program.memorySlot + variant.case * monitored.length + sentence;
  return (_, after, { published, entered, isAnswer }) => {
    let awaited = isAnswer ? undefined : entered;
    for (const variant of published) {
      // An entry that answers nothing is owed from the start; the same message once more, in answer to it, is not.
      if (variant === awaited) {
        awaited = undefined;
        continue;
      }
      for (const sentence of begins[variant.index] ?? []) after[monitorSlot(sentence, variant)] = 1;
    }
    for (const variant of published)
      for (const sentence of ends[variant.index] ?? []) after[monitorSlot(sentence, variant)] = 0;
  };
}

/**
 * What comes in one step comes at once, but for a message from outside: what is emitted in answer to it comes after it. That
 * the message has happened before is counted in the state.
 */
function advanceLate(program: Program, monitored: readonly Monitored[]): Advance {
  const watches = Array.from({ length: program.cases }, (_, index) =>
    monitored.flatMap(sentence => {
      if (sentence.kind !== 'no-after') return [];
      const [message, earlier] = [sentence.message.message, sentence.earlier.message];
      const [slot, count] = [monitorSlotOf(program, sentence, index), slotOf(program, earlier, index)];
      return [{ message, earlier, index, slot, count }];
    }),
  ).flat();
  return (before, after, { published, entered }) => {
    for (const { message, earlier, index, slot, count } of watches) {
      const isOf = (one: MessageVariant | undefined, id: string) => one?.message === id && one.case === index;
      let times = 0;
      for (const one of published) if (isOf(one, message)) times++;
      const answers = isOf(entered, message) ? times - 1 : times;
      const isLate = times > 0 && count !== undefined && (before[count] ?? 0) > 0;
      after[slot] = isLate || (answers > 0 && isOf(entered, earlier)) ? 1 : 0;
    }
  };
}

/**
 * A message from outside is sent some time before it first arrives, and what it leads to may come in between. So it is owed
 * from the start, unless it answers another.
 */
export function startMonitors(program: Program): (state: Uint8Array, counts: readonly number[]) => void {
  const monitored = monitoredSentences(program.choreography);
  return (state, counts) => {
    program.entries.forEach(({ name, case: index, after }, at) => {
      if (!counts[at] || after) return;
      monitored.forEach((sentence, which) => {
        if (sentence.kind === 'leads-to' && sentence.message.message === name)
          state[program.memorySlot + index * monitored.length + which] = 1;
      });
    });
  };
}
