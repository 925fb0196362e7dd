/** What comes from outside: messages of `emits`, of schedules, and of other choreographies, and how often each can come. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, Multiplicity, Schedule, Span } from '@choreo/model';
import { messageGraphOf } from '../../graph/message-graph.ts';
import type { CompileOptions, GivenEntry } from './compile-options.ts';
import { mostOf, rangeOf } from './multiplicity.ts';
import type { EntrySlot } from './program-parts.ts';
import type { Slots } from './slots.ts';

/** An entry in the text, the same for all cases. */
interface EntrySource {
  /** The message or schedule id. */
  readonly name: string;
  readonly participant: string;
  readonly multiplicity: Multiplicity;
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
  options: Pick<CompileOptions, 'entries' | 'given'>,
  slots: Slots,
): readonly ScheduledEntry[] {
  const sources = sourcesOf(choreography);
  return Array.from({ length: cases }, (_, index) =>
    sources.flatMap(source =>
      comingsOf(source, sources, options).map(({ counts, open, carries }): ScheduledEntry => {
        const { name, participant, span, schedule } = source;
        const entry = { name, participant, case: index, slot: slots.take(), counts, open, carries, span };
        return { entry, schedule };
      }),
    ),
  ).flat();
}

type Coming = Pick<EntrySlot, 'counts' | 'open' | 'carries'>;

function comingsOf(
  source: EntrySource,
  sources: readonly EntrySource[],
  { entries, given }: Pick<CompileOptions, 'entries' | 'given'>,
): readonly Coming[] {
  const { name, multiplicity } = source;
  const asked = given?.filter(({ message }) => message === name);
  if (!asked && !entries) {
    const isOpen = multiplicity === 'many' || multiplicity === 'some';
    return [{ counts: countsOf(multiplicity), open: isOpen, carries: undefined }];
  }
  const alike = sources.filter(other => other.name === name);
  const own = takenBy(source, alike, asked?.length ?? entries?.[name] ?? 0);
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
    for (const { message, multiplicity, nameSpan } of emits) {
      if (messages.has(message)) sources.push({ name: message, participant: name, multiplicity, span: nameSpan });
    }
    for (const schedule of schedules)
      sources.push({ name: schedule.id, participant: name, multiplicity: 'many', span: schedule.span, schedule });
  }
  return [...sources, ...sourcesElsewhere(choreography, new Set(sources.map(({ name }) => name)))];
}

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
    const handlers = graph.handlers.get(message);
    if (emitted.has(message) || scheduled.has(message) || !declared || !handlers) return [];
    const participant = message.includes('.') ? declared.choreography : 'another choreography';
    return [{ name: message, participant, multiplicity: 'optional', span: handlers[0]?.span ?? declared.nameSpan }];
  });
}

function countsOf(multiplicity: Multiplicity): readonly number[] {
  const { least, ways } = rangeOf(multiplicity);
  return Array.from({ length: ways }, (_, way) => least + way);
}

/**
 * Which of several occurrences belong to a source, by their position. If several sources share a name, each takes as many as
 * it can, in their order, and the first takes the rest.
 */
function takenBy(source: EntrySource, alike: readonly EntrySource[], all: number): readonly number[] {
  const before = alike.indexOf(source);
  const mosts = alike.map(({ multiplicity }) => mostOf(multiplicity));
  const [start, end, last] = [before, before + 1, mosts.length].map(to => sumOf(mosts.slice(0, to)));
  const positions = Array.from({ length: all }, (_, position) => position);
  return [...positions.slice(start, end), ...(before === 0 ? positions.slice(last) : [])];
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
