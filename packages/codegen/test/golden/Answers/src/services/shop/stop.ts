import type { StopHandler } from './shop.gen.ts';

/**
 * How Shop reacts:
 *
 *     stop: on OrderWithdrawn or Parcel
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const stop: StopHandler = async () => {
  // TODO: do the work.
};
