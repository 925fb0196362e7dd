/** Texts for the notes at the beginning and the end of a run. */
import { joinText } from '@choreo/analysis/runs';
import type { Run, Snapshot } from '@choreo/analysis/runs';
import { namesOf, type Choreography } from '@choreo/model';
import { missingIn } from './firing-text.ts';

/** Entries that do not happen, or happen several times, if the model leaves this open. */
export function entryLines(run: Run): readonly string[] {
  const waiting = new Set(run.snapshots.at(-1)?.entries.flatMap(one => (one.waitsFor ? [one.message] : [])));
  const varying = run.entries.filter(({ message, count }) => count !== 1 && !waiting.has(message));
  return varying.map(({ message }) => entryText(run, message));
}

export function entryText({ entries }: Run, message: string): string {
  const count = entries.find(entry => entry.message === message)?.count ?? 0;
  if (count === 0) return `${message} does not happen`;
  return count === 1 ? `${message} happens` : `${message} happens ${count}×`;
}

/** What is still pending, or the exits at the end. */
export function endingLines(choreography: Choreography, snapshot: Snapshot | undefined): readonly string[] {
  if (!snapshot) return [];
  const { quiescent, exits, pending, entries, timers, waiting } = snapshot;
  const left = counted(exits);
  const open = [
    ...pending.map(({ participant, message, count }) => `${times(message, count)} for ${participant}`),
    ...entries.flatMap(({ message, count, waitsFor }) => (waitsFor ? [] : [`${times(message, count)} from outside`])),
    ...timers.map(({ participant, message, count }) => `timer ${times(message, count)} of ${participant}`),
  ];
  return [
    ...(quiescent ? [left === '' ? 'Ends without an exit' : `Ends with ${left}`] : []),
    ...(!quiescent && left !== '' ? [`Exits so far: ${left}`] : []),
    ...(quiescent ? pending : []).map(
      ({ participant, message, count }) => `${times(message, count)} waits at ${participant}`,
    ),
    ...(quiescent ? [] : [`Still to come: ${open.join(', ') || 'more of the same'}`]),
    ...waiting.map(held => {
      const { reaction, messages } = held;
      const missing = missingIn(namesOf(choreography).reactions.get(reaction), messages);
      const awaits = missing.length > 0 ? missing.join(' & ') : 'more';
      return `${joinText(held)} holds ${counted(messages)}, waits for ${awaits}`;
    }),
    ...entries.flatMap(({ message, waitsFor }) =>
      waitsFor ? [`${message} from outside waits for ${waitsFor.join(' | ')}`] : [],
    ),
  ];
}

/** Each name once. Counting stops at three. */
function counted(names: readonly string[]): string {
  return [...new Set(names)]
    .map(name => {
      const count = names.filter(other => other === name).length;
      return count > 2 ? `${name} (${count}× or more)` : times(name, count);
    })
    .join(', ');
}

function times(name: string, count: number): string {
  return count > 1 ? `${name} (${count}×)` : name;
}
