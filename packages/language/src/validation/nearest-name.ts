/** Finds names similar to a misspelt one, by edit distance; a swap of neighbours counts as one edit. */

/** The similar names, nearest first; empty if none is similar enough. */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate === name || candidate === '') continue;
    const distance = slips(name, candidate);
    if (distance !== undefined) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, most).map(({ candidate }) => candidate);
}

/** Whether one may be a misspelling of the other. */
export function isNear(name: string, other: string): boolean {
  return slips(name, other) !== undefined;
}

/** The edit distance between two names; undefined if it exceeds a third of the longer one. */
function slips(name: string, other: string): number | undefined {
  const [a, b] = [name.toLowerCase(), other.toLowerCase()];
  if (a === b) return 0.5;
  const longest = Math.max(a.length, b.length);
  const allowed = Math.floor(longest / 3);
  if (allowed === 0 || longest - Math.min(a.length, b.length) > allowed) return undefined;
  const distance = editDistance(a, b);
  return distance <= allowed ? distance : undefined;
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
