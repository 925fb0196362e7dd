/** Finds the ways to end among the states of an exploration, which has seen them all already. */
import type { Bound } from '../bound.ts';
import { statusWithin } from '../bound.ts';
import type { Seen } from '../question.ts';
import { pathTo } from '../search/paths.ts';
import type { Path } from '../search/paths.ts';
import type { Progress, Stop } from '../verdict.ts';
import { EndPlaces } from './end-places.ts';
import type { End, Ends, OtherEnds } from './ends.ts';

/** More ends than this are not told apart. */
const mostEnds = 100_000;
/** How many states are looked at between two questions whether to go on. */
const chunk = 10_000;

/** `most`: how many get a run. Of each combination of exits comes the nearest end first. */
export function* findEnds(
  seen: Seen,
  bounds: readonly Bound[],
  most: number,
): Generator<Progress, Ends, Stop | undefined> {
  const { program, exploration, visitor, remember } = seen;
  const { store } = exploration;
  const cases = Array.from({ length: program.cases }, (_, index) => new EndPlaces(program, index));
  const [places] = cases;
  const found = new Map<string, number>();
  const words = new Int32Array(program.size >> 2);
  const state = new Uint8Array(words.buffer);
  const progress: Progress = { states: store.count, frontier: 0, what: 'ways to end' };
  let limit: Bound | undefined;
  for (const [at, number] of visitor.atRest.entries()) {
    const stop = at % chunk === chunk - 1 ? yield progress : undefined;
    if (stop) limit = { kind: 'stopped', reason: stop.reason };
    else if (found.size >= mostEnds) limit = { kind: 'ends', most: mostEnds };
    if (limit) break;
    store.read(number, words);
    for (const one of cases) {
      const key = one.keyOf(state);
      if (!found.has(key)) found.set(key, number);
    }
  }
  if (!places) return { bounds, listed: [], others: [] };
  const shown = places.changedIn(found.keys());
  const paths = new Map<string, Path>();
  for (const key of chosen(found.keys(), places, most)) {
    paths.set(key, pathTo(exploration, found.get(key) ?? 0, remember));
    const stop = yield progress;
    // Those that are left are counted.
    if (stop) break;
  }
  const listed = [...paths].map(([key, path]): End => ({ ...places.endOf(key, shown), path }));
  const others = counted(
    [...found.keys()].filter(key => !paths.has(key)),
    places,
  );
  return {
    bounds: limit && statusWithin(bounds) === 'proved' ? [limit, ...bounds] : bounds,
    listed: sortedBy(listed, textOf),
    others: sortedBy(others, ({ exits }) => exits.join(' ')),
  };
}

/** The first of each combination of exits, then the second of each, and so on. */
function chosen(keys: Iterable<string>, places: EndPlaces, most: number): readonly string[] {
  const turns: string[][] = [];
  const counts = new Map<string, number>();
  for (const key of keys) {
    const exits = places.exitKeyOf(key);
    const turn = counts.get(exits) ?? 0;
    counts.set(exits, turn + 1);
    if (turn < most) (turns[turn] ??= []).push(key);
  }
  return turns.flat().slice(0, most);
}

function counted(keys: readonly string[], places: EndPlaces): readonly OtherEnds[] {
  const groups = Map.groupBy(keys, key => places.exitKeyOf(key));
  return [...groups.values()].map(([key = '', ...others]) => ({
    exits: places.exitsOf(key),
    count: 1 + others.length,
  }));
}

function textOf({ exits, states, waiting, refused }: End): string {
  const values = states.map(({ value }) => value);
  return [
    exits.join(' '),
    ...values,
    ...waiting.flatMap(({ messages }) => messages),
    ...refused.map(({ message }) => message),
  ].join('\n');
}

function sortedBy<T>(list: readonly T[], wordsOf: (one: T) => string): readonly T[] {
  const words = new Map(list.map(one => [one, wordsOf(one)]));
  return [...list].sort((a, b) => ((words.get(a) ?? '') < (words.get(b) ?? '') ? -1 : 1));
}
