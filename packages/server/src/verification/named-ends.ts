/** The ways to end with the keys by which the editor refers to them, and their runs. */
import { EndRuns } from '@choreo/analysis/verification';
import type { End, Ends, Verification } from '@choreo/analysis/verification';
import type { Run } from '@choreo/analysis/runs';
import { endWaiting, endsBoundText, endStates, endText, exitsText, otherEndsText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import type { ShownEnds } from '../protocol/verification.ts';

export class NamedEnds {
  readonly #ends: readonly Ends[];
  readonly #runs: EndRuns;

  /** Of a verification of the choreography, with so many cases at once. */
  constructor(choreography: Choreography, { ends }: Verification, cases: number) {
    this.#ends = ends;
    this.#runs = new EndRuns(choreography, { cases });
  }

  shown(): readonly ShownEnds[] {
    return this.#ends.map(ends => {
      const bound = endsBoundText(ends);
      return {
        ...(ends.entries ? { entries: ends.entries } : {}),
        ...(bound === undefined ? {} : { bound }),
        listed: ends.listed.map(end => ({
          key: keyOf(ends, end),
          exits: exitsText(end.exits),
          rest: [...endStates(end), ...endWaiting(end)].join(' · '),
          steps: end.path.moves.length,
        })),
        others: ends.others.map(otherEndsText),
      };
    });
  }

  /** The end with this key in a sentence, and a shortest run to it; undefined if there is none any more. */
  find(key: string): { readonly message: string; readonly run: Run } | undefined {
    for (const ends of this.#ends) {
      const end = ends.listed.find(one => keyOf(ends, one) === key);
      if (!end) continue;
      const rest = [...endStates(end), ...endWaiting(end)];
      const how = end.exits.length > 0 ? `ends with ${exitsText(end.exits)}` : 'ends without an exit';
      const then = rest.length > 0 ? `. Then ${rest.join(', ')}` : '';
      return { message: `A case ${how}${then}.`, run: this.#runs.runTo(ends, end) };
    }
    return undefined;
  }
}

/** Stays the same as long as the end does. */
function keyOf({ entries }: Ends, end: End): string {
  return [...(entries ? [entries.join(', ')] : []), endText(end)].join(': ');
}
