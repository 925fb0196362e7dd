/** How runs end, in words that both sides share: what has left, the states of services, what waits in joins. */
import type { Choreography } from '@choreo/model';
import type { End, Ends } from '@choreo/analysis/verification';
import type { Flow } from '@choreo/runtime';
import { initialValue } from '@choreo/analysis';

/** The verifier counts what leaves no further. */
const mostCounted = 3;

interface Words {
  readonly exits: readonly string[];
  /** Those that are not as they began: `Sales.phase=done`. */
  readonly states: readonly string[];
  /** `Ship.together holds Packed,Paid` */
  readonly waiting: readonly string[];
}

/** Ends of independent parts can be combined in so many ways; beyond that, they are not listed. */
const mostCombined = 20_000;

/** All ends that the verifier lists; undefined if there may be others. */
export function endsOf(model: Choreography, ends: readonly Ends[]): ReadonlySet<string> | undefined {
  const all = ends.reduce((product, { listed }) => product * listed.length, 1);
  if (all > mostCombined || ends.some(({ others }) => others.length > 0)) return undefined;
  const combined = ends.reduce<readonly Words[]>(
    (before, { listed }) => before.flatMap(words => listed.map(end => together(words, wordsOfEnd(model, end)))),
    [{ exits: [], states: [], waiting: [] }],
  );
  return new Set(combined.map(textOf));
}

export function textOfEnd(model: Choreography, end: Pick<End, 'exits' | 'states' | 'waiting'>): string {
  return textOf(wordsOfEnd(model, end));
}

function wordsOfEnd(model: Choreography, { exits, states, waiting }: Pick<End, 'exits' | 'states' | 'waiting'>): Words {
  return {
    exits,
    states: states.flatMap(({ participant, state, value }) => changed(model, participant, state, value)),
    waiting: waiting.map(({ reaction, messages }) => holds(reaction, messages)),
  };
}

/** The end of a run of the generated services. */
export function textOfFlow(model: Choreography, { events, states, waiting }: Flow): string {
  const counts = new Map<string, number>();
  for (const { name, exits } of events) if (exits.length > 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  return textOf({
    exits: [...counts].flatMap(([name, count]) => Array.from({ length: Math.min(mostCounted, count) }, () => name)),
    states: states.flatMap(({ service, values }) =>
      Object.entries(values).flatMap(([state, value]) => changed(model, service, state, textOfValue(value))),
    ),
    waiting: waiting.map(({ by, events: held }) =>
      holds(
        by,
        held.map(({ type }) => nameOf(type)),
      ),
    ),
  });
}

function changed(model: Choreography, participant: string, state: string, value: string): readonly string[] {
  const variable = model.participants
    .find(({ name }) => name === participant)
    ?.states.find(({ name }) => name === state);
  const isInitial = variable !== undefined && textOfValue(initialValue(variable)) === value;
  return isInitial ? [] : [`${participant}.${state}=${value}`];
}

function textOfValue(value: unknown): string {
  return value === null || value === undefined ? 'missing' : String(value);
}

/** The types of random models are `Choreography.Message`. */
function nameOf(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

function holds(reaction: string, messages: readonly string[]): string {
  return `${reaction} holds ${[...messages].sort().join()}`;
}

function together(one: Words, other: Words): Words {
  return {
    exits: [...one.exits, ...other.exits],
    states: [...one.states, ...other.states],
    waiting: [...one.waiting, ...other.waiting],
  };
}

function textOf({ exits, states, waiting }: Words): string {
  const parts = [exits.toSorted().join(' '), states.toSorted().join(' '), waiting.toSorted().join(', ')];
  return parts.map(part => (part === '' ? 'nothing' : part)).join(' · ');
}
