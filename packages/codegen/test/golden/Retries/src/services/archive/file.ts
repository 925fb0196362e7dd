import type { FileHandler } from './archive.gen.ts';

/**
 * How Archive reacts:
 *
 *     file: on Parked { when closed > 0 -> nothing else retry }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const file: FileHandler = {
  /** `when closed > 0 -> nothing` */
  nothing: async () => {
    // TODO: do the work.
  },
};
