import type { OnOrderPlacedHandler } from './warehouse.gen.ts';

/**
 * How Warehouse reacts:
 *
 *     on OrderPlaced -> StockReserved | StockRejected
 *
 * Written once by Choreo and yours since: it is never overwritten.
 */
export const onOrderPlaced: OnOrderPlacedHandler = async (_orderPlaced, { emit }) => {
  // TODO: decide between StockReserved and StockRejected.
  return emit.StockReserved();
};
