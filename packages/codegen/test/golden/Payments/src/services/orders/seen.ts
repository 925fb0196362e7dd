import type { SeenHandler } from './orders.gen.ts';

/**
 * How Orders reacts:
 *
 *     seen: on ReceiptViewed
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const seen: SeenHandler = async () => {
  // TODO: do the work.
};
