import type { OnOrderPlacedHandler } from './warehouse.gen.ts';

/**
 * How Warehouse reacts:
 *
 *     on OrderPlaced -> StockReserved | StockRejected
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const onOrderPlaced: OnOrderPlacedHandler = async (_orderPlaced, { emit }) => {
  // TODO: decide between StockReserved and StockRejected.
  return emit.StockReserved();
};
