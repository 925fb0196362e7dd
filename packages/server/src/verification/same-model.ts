/** Whether two models are equal apart from places: then the verdicts of one hold for the other. */
import type { Choreography, Span } from '@choreo/model';

/** Maps the places of one model to the places of the other. */
export type Relocation = ReadonlyMap<string, Span>;

/** Undefined if the models differ in more than places and comments. Empty if even those are equal. */
export function relocationBetween(before: Choreography, after: Choreography): Relocation | undefined {
  if (before === after) return new Map();
  const places = new Map<string, Span>();
  return isSame(before, after, places) ? places : undefined;
}

/** The same data with all places replaced. */
export function relocated<T>(data: T, relocation: Relocation): T {
  return relocation.size === 0 ? data : (replaced(data, relocation) as T);
}

function isSame(before: unknown, after: unknown, places: Map<string, Span>): boolean {
  // Parts of unchanged files are the same objects.
  if (before === after) return true;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return false;
  if (isSpan(before) && isSpan(after)) {
    const from = keyOf(before);
    if (from !== keyOf(after)) places.set(from, after);
    return true;
  }
  if (Array.isArray(before) || Array.isArray(after)) {
    if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
    return before.every((element: unknown, index) => isSame(element, after[index], places));
  }
  const keys = Object.keys(before).filter(isSaid);
  if (keys.length !== Object.keys(after).filter(isSaid).length) return false;
  return keys.every(key => Object.hasOwn(after, key) && isSame(valueOf(before, key), valueOf(after, key), places));
}

/** Documentation does not affect runs. */
function isSaid(key: string): boolean {
  return key !== 'doc';
}

function replaced(data: unknown, relocation: Relocation): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (isSpan(data)) return relocation.get(keyOf(data)) ?? data;
  if (Array.isArray(data)) return data.map((element: unknown) => replaced(element, relocation));
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, replaced(value, relocation)]));
}

function isSpan(value: object): value is Span {
  return 'uri' in value && 'range' in value;
}

function valueOf(object: object, key: string): unknown {
  return Reflect.get(object, key);
}

function keyOf({ uri, range: { start, end } }: Span): string {
  return `${start.line}:${start.character}-${end.line}:${end.character} ${uri}`;
}
