/** Formats numbers for messages. */

/** `1 204`. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

export function statesText(states: number): string {
  return states === 1 ? '1 state' : `${grouped(states)} states`;
}

/** `once`, `twice`, `3 times`. */
export function timesText(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${grouped(count)} times`;
}

/** The verifier counts up to three, so three may mean more. */
export function timesSeen(count: number): string {
  return count >= 3 ? '3 times or more' : timesText(count);
}

/** Each name once, with its number of occurrences: `A`, `B (twice)`. */
export function multiset(names: readonly string[], show: (name: string) => string = name => name): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Array.from(counts, ([name, count]) => (count === 1 ? show(name) : `${show(name)} (${timesSeen(count)})`));
}
