/** What a search has to remember beside the state, for claims about the past and the future. */
import type { Choreography, Sentence } from '@choreo/model';
import type { MessageVariant } from '../runs/program/program-parts.ts';
import type { Program } from '../runs/program/program.ts';
import { furtherKeysOf } from '../graph/further-keys.ts';
import { mostValues, restrict } from '../runs/program/tuples.ts';
import { slotOf } from './claim.ts';
import type { Visitor } from './search/explore.ts';

/** How many bytes `remember` keeps in each state: one for each monitored sentence, value of its further keys and case. */
export function monitorBytes(choreography: Choreography, cases: number): number {
  return sizeOf(monitorsOf(choreography)) * cases;
}

/** `leads-to`: whether it is still unfulfilled · `no-after`: whether the last step broke it. */
type Monitored = Extract<Sentence, { kind: 'leads-to' | 'no-after' }>;

interface Monitor {
  readonly sentence: Monitored;
  /** Its first byte among those of a case. */
  readonly offset: number;
  /** The further keys for whose values `leads-to` counts; `no-after` counts over the whole case. */
  readonly keys: readonly string[];
}

function monitorsOf(choreography: Choreography): readonly Monitor[] {
  const further = furtherKeysOf(choreography);
  const monitors: Monitor[] = [];
  for (const sentence of choreography.properties.flatMap(({ sentences }) => sentences)) {
    if (sentence.kind !== 'leads-to' && sentence.kind !== 'no-after') continue;
    const refs = sentence.kind === 'leads-to' ? [sentence.message, ...sentence.targets] : [];
    const keys = further.sharedBy(refs.map(({ message }) => message));
    monitors.push({ sentence, offset: sizeOf(monitors), keys });
  }
  return monitors;
}

function sizeOf(monitors: readonly Monitor[]): number {
  const last = monitors.at(-1);
  return last ? last.offset + mostValues ** last.keys.length : 0;
}

/** The slots that `advanceMonitors` keeps for a sentence in one case: one for each value of its further keys. */
export function monitorSlotsOf(program: Program, sentence: Monitored, index: number): readonly number[] {
  const monitors = monitorsOf(program.choreography);
  return monitors
    .filter(monitor => monitor.sentence === sentence)
    .flatMap(monitor => valuesOf(monitor, program).map((_, at) => firstSlotOf(monitor, monitors, program, index) + at));
}

function firstSlotOf({ offset }: Monitor, monitors: readonly Monitor[], program: Program, index: number): number {
  return program.memorySlot + index * sizeOf(monitors) + offset;
}

function valuesOf({ keys }: Monitor, { tuples }: Program): readonly number[] {
  return tuples.at(keys.flatMap(key => tuples.placeOf(key)));
}

/** The slot of a monitor for the case of a message and its values of the further keys. */
function slotFor(monitor: Monitor, monitors: readonly Monitor[], program: Program, variant: MessageVariant): number {
  const places = monitor.keys.flatMap(key => program.tuples.placeOf(key));
  const at = valuesOf(monitor, program).indexOf(restrict(variant.tuple, places));
  return firstSlotOf(monitor, monitors, program, variant.case) + at;
}

type Advance = NonNullable<Visitor['remember']>;

/** Keeps the monitors of each state; undefined if there are none. */
export function advanceMonitors(program: Program): Advance | undefined {
  const monitors = monitorsOf(program.choreography);
  const debts = monitors.some(({ sentence }) => sentence.kind === 'leads-to')
    ? advanceDebts(program, monitors)
    : undefined;
  const late = monitors.some(({ sentence }) => sentence.kind === 'no-after')
    ? advanceLate(program, monitors)
    : undefined;
  if (!debts || !late) return debts ?? late;
  return (before, after, stepper) => {
    debts(before, after, stepper);
    late(before, after, stepper);
  };
}

function advanceDebts(program: Program, monitors: readonly Monitor[]): Advance {
  const slotsWhere = (isIn: (monitor: Monitor, message: string) => boolean) =>
    program.variants.map(variant =>
      monitors.flatMap(one => (isIn(one, variant.message) ? [slotFor(one, monitors, program, variant)] : [])),
    );
  const begins = slotsWhere((one, message) => owes(one, message));
  const arrives = slotsWhere((one, message) => owes(one, message) && one.keys.length > 0);
  const ends = slotsWhere(
    ({ sentence }, message) =>
      sentence.kind === 'leads-to' && sentence.targets.some(target => target.message === message),
  );
  return (_, after, { published, entered, isAnswer }) => {
    let awaited = isAnswer ? undefined : entered;
    for (const variant of published) {
      // An entry that answers nothing is owed from the start; the same message once more, in answer to it, is not.
      const begun = variant === awaited ? arrives : begins;
      if (variant === awaited) awaited = undefined;
      for (const slot of begun[variant.index] ?? []) after[slot] = 1;
    }
    for (const variant of published) for (const slot of ends[variant.index] ?? []) after[slot] = 0;
  };
}

function owes({ sentence }: Monitor, message: string): boolean {
  return sentence.kind === 'leads-to' && sentence.message.message === message;
}

/**
 * What comes in one step comes at once, but for a message from outside: what is emitted in answer to it comes after it. That
 * the message has happened before is counted in the state.
 */
function advanceLate(program: Program, monitors: readonly Monitor[]): Advance {
  const watches = Array.from({ length: program.cases }, (_, index) =>
    monitors.flatMap(monitor => {
      const { sentence } = monitor;
      if (sentence.kind !== 'no-after') return [];
      const [message, earlier] = [sentence.message.message, sentence.earlier.message];
      const [slot, count] = [firstSlotOf(monitor, monitors, program, index), slotOf(program, earlier, index)];
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
 * from the start, unless it answers another, or brings its own value of a further key, which nothing can have before.
 */
export function startMonitors(program: Program): (state: Uint8Array, counts: readonly number[]) => void {
  const monitors = monitorsOf(program.choreography);
  return (state, counts) => {
    program.entries.forEach(({ name, case: index, after }, at) => {
      if (!counts[at] || after) return;
      for (const monitor of monitors) {
        if (owes(monitor, name) && monitor.keys.length === 0) state[firstSlotOf(monitor, monitors, program, index)] = 1;
      }
    });
  };
}
