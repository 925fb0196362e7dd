/** Messages that a service cannot take yet: it refuses them, and the transport delivers them again. */

/** What became of a delivery. A refused one is to be delivered again, with one more refusal, after a pause. */
export type Delivered =
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'refused';
      /** Milliseconds until it should be delivered again. */
      readonly pause: number;
      /** Whether the service takes it in the end, however often it has to be refused before. */
      readonly bounded: boolean;
    };

export const finished: Delivered = { kind: 'finished' };

const longestPause = 3_600_000;

/** The pause after a refusal: it doubles each time, up to an hour. */
export function refused(refusals: number, firstPause: number, bounded: boolean): Delivered {
  return { kind: 'refused', pause: Math.min(longestPause, firstPause * 2 ** Math.min(refusals, 40)), bounded };
}

/** Of several reactions that refuse one message, the one with the smallest number counts. */
export function firstToGiveUp<R extends { readonly refusing: { readonly times?: number } }>(
  one: R | undefined,
  other: R,
): R {
  return one && (one.refusing.times ?? Infinity) <= (other.refusing.times ?? Infinity) ? one : other;
}
