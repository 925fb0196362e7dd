/** What comes from outside: messages of `emits`, of schedules, and of other choreographies, and how often each can come. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, Multiplicity, Schedule, Span } from '@choreo/model';
import { messageGraphOf } from '../../graph/message-graph.ts';
import type { CompileOptions, GivenEntry } from './compile-options.ts';
import type { PayloadClass } from '../../expressions/facts.ts';
import { filledBy } from './contents/fillings.ts';
import { fittingOf } from './contents/fitting-classes.ts';
import { payloadClassesOf } from './payload-classes.ts';
import type { RunSight } from './run-terms.ts';
import { mostOf, rangeOf, usualMany } from './multiplicity.ts';
import type { EntrySlot } from './program-parts.ts';
import type { Messages } from './messages.ts';
import type { Slots } from './slots.ts';

/** An entry in the text, the same for all cases. */
interface EntrySource {
  /** The message or schedule id. */
  readonly name: string;
  readonly participant: string;
  readonly multiplicity: Multiplicity;
  /** The payload classes that its constants allow, by position; undefined: all. */
  readonly fitting?: readonly number[];
  /** The messages that it answers. */
  readonly after?: readonly string[];
  readonly span: Span;
  readonly schedule?: Schedule;
}

/** An entry of the program; `schedule` is undefined for a message. */
export interface ScheduledEntry {
  readonly entry: EntrySlot;
  readonly schedule: Schedule | undefined;
}

/** The entries of each case in turn. Each given payload of a message is an entry of its own. */
export function entriesOf(
  choreography: Choreography,
  cases: number,
  options: ComingOptions,
  messages: Messages,
  slots: Slots,
): readonly ScheduledEntry[] {
  const sources = sourcesOf(choreography);
  return Array.from({ length: cases }, (_, index) =>
    sources.flatMap(source =>
      comingsOf(source, sources, options, choreography).map(({ counts, open, carries }): ScheduledEntry => {
        const { name, participant, fitting, span, schedule } = source;
        const slot = slots.take();
        const after = source.after?.flatMap(message => messages.counterSlotOf(message, index) ?? []);
        const answered = source.after ?? [];
        const entry = { name, participant, case: index, slot, counts, open, after, answered, fitting, carries, span };
        return { entry, schedule };
      }),
    ),
  ).flat();
}

type ComingOptions = Pick<CompileOptions, 'entries' | 'given' | 'many'>;

type Coming = Pick<EntrySlot, 'counts' | 'open' | 'carries'>;

function comingsOf(
  source: EntrySource,
  sources: readonly EntrySource[],
  { entries, given, many = usualMany }: ComingOptions,
  choreography: Choreography,
): readonly Coming[] {
  const { name, multiplicity } = source;
  const asked = given?.filter(({ message }) => message === name);
  if (!asked && !entries) {
    const isOpen = multiplicity === 'many' || multiplicity === 'some';
    return [{ counts: countsOf(multiplicity, many), open: isOpen, carries: undefined }];
  }
  const alike = sources.filter(other => other.name === name);
  const all: readonly Coming['carries'][] =
    asked?.map(({ carries }) => carries) ?? Array.from({ length: entries?.[name] ?? 0 }, () => undefined);
  const own = takenBy(source, alike, all, payloadClassesOf(choreography, name));
  if (!asked || own.length === 0) return [{ counts: [own.length], open: false, carries: undefined }];
  const byPayload = new Map<GivenEntry['carries'], number>();
  for (const index of own) {
    const carries = asked[index]?.carries;
    byPayload.set(carries, (byPayload.get(carries) ?? 0) + 1);
  }
  return Array.from(byPayload, ([carries, count]) => ({ counts: [count], open: false, carries }));
}

function sourcesOf(choreography: Choreography): readonly EntrySource[] {
  const { messages } = namesOf(choreography);
  const sources: EntrySource[] = [];
  for (const { name, emits, schedules } of choreography.participants) {
    for (const entry of emits) {
      const { message, multiplicity, nameSpan: span } = entry;
      if (!messages.has(message)) continue;
      const fitting = fittingOf(choreography, message, filledBy(choreography, entry, undefined), noSight);
      const only = fitting ? { fitting: fitting.of(noState, []) } : {};
      const after = entry.after ? { after: entry.after.map(ref => ref.message) } : {};
      sources.push({ name: message, participant: name, multiplicity, ...only, ...after, span });
    }
    for (const schedule of schedules)
      sources.push({ name: schedule.id, participant: name, multiplicity: 'many', span: schedule.span, schedule });
  }
  return [...sources, ...sourcesElsewhere(choreography, new Set(sources.map(({ name }) => name)))];
}

/** Entries carry constants only. */
const noSight: RunSight = { variable: () => undefined, classOf: () => undefined };
const noState = new Uint8Array(0);

/** Messages that another choreography may send. `emitted`: those that a participant here emits itself. */
function sourcesElsewhere(choreography: Choreography, emitted: ReadonlySet<string>): readonly EntrySource[] {
  const graph = messageGraphOf(choreography);
  const scheduled = new Set(
    choreography.participants.flatMap(({ schedules }) =>
      schedules.flatMap(schedule => emissionsOf(schedule).map(({ message }) => message)),
    ),
  );
  return [...graph.entries.keys()].flatMap((message): readonly EntrySource[] => {
    const declared = graph.messages.get(message);
    const heard = graph.handlers.get(message) ?? graph.answeredBy.get(message);
    if (emitted.has(message) || scheduled.has(message) || !declared || !heard) return [];
    const participant = message.includes('.') ? declared.choreography : 'another choreography';
    return [{ name: message, participant, multiplicity: 'optional', span: heard[0]?.span ?? declared.nameSpan }];
  });
}

function countsOf(multiplicity: Multiplicity, many: number): readonly number[] {
  const { least, ways } = rangeOf(multiplicity, many);
  return Array.from({ length: ways }, (_, way) => least + way);
}

/**
 * Which of several occurrences belong to a source, by their position. If several sources share a name, each takes as many as
 * it can of those that its constants allow, in their order; the rest goes to the first that allows it.
 */
function takenBy(
  source: EntrySource,
  alike: readonly EntrySource[],
  all: readonly Coming['carries'][],
  classes: readonly PayloadClass[],
): readonly number[] {
  const left = alike.map(({ multiplicity }) => mostOf(multiplicity, usualMany));
  return all.flatMap((carries, position) => {
    const allowing = alike.filter(({ fitting }) => allows(fitting, carries, classes));
    const free = allowing.find(one => (left[alike.indexOf(one)] ?? 0) > 0);
    const taker = free ?? allowing[0] ?? alike[0];
    const at = taker ? alike.indexOf(taker) : -1;
    left[at] = (left[at] ?? 0) - 1;
    return taker === source ? [position] : [];
  });
}

function allows(
  fitting: EntrySource['fitting'],
  carries: Coming['carries'],
  classes: readonly PayloadClass[],
): boolean {
  if (!fitting || !carries) return true;
  return fitting.some(index => {
    const payloadClass = classes[index];
    return payloadClass !== undefined && carries(payloadClass);
  });
}
