/** What comes from outside: messages of `emits`, of schedules, and of other choreographies, and how often each can come. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, Multiplicity, Schedule, Span } from '@choreo/model';
import { messageGraphOf } from '../../graph/message-graph.ts';
import type { CompileOptions } from './compile-options.ts';
import { mostOf, rangeOf } from './multiplicity.ts';
import type { EntrySlot } from './program.ts';
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

/** The entries of each case in turn. `given`: how often each comes, by name; undefined: as often as the model says. */
export function entriesOf(
  choreography: Choreography,
  cases: number,
  given: CompileOptions['entries'],
  slots: Slots,
): readonly ScheduledEntry[] {
  const sources = sourcesOf(choreography);
  return Array.from({ length: cases }, (_, index) =>
    sources.map((source): ScheduledEntry => {
      const { name, participant, multiplicity, span, schedule } = source;
      const counts = given ? [countOf(source, sources, given)] : countsOf(multiplicity);
      const open = !given && (multiplicity === 'many' || multiplicity === 'some');
      return { entry: { name, participant, case: index, slot: slots.take(), counts, open, span }, schedule };
    }),
  ).flat();
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

/** Messages that another choreography may send, or not; `emitted` are those that a participant here declares as its own. */
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
 * How often a source comes where counts are given by name. Where several sources share a name, each takes as much of the count
 * as it can, in their order, and the first takes all that is left over.
 */
function countOf(
  source: EntrySource,
  sources: readonly EntrySource[],
  given: NonNullable<CompileOptions['entries']>,
): number {
  const alike = sources.filter(({ name }) => name === source.name);
  const before = alike.indexOf(source);
  const mosts = alike.map(({ multiplicity }) => mostOf(multiplicity));
  const all = given[source.name] ?? 0;
  const own = Math.max(0, Math.min(all - sumOf(mosts.slice(0, before)), mosts[before] ?? 0));
  return before === 0 ? own + Math.max(0, all - sumOf(mosts)) : own;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
