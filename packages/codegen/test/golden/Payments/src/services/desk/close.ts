import type { CloseHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     close: on ShopClosed when isOpen
 *       -> Counted { orders: orders } & set isOpen = false & cancel Nudge
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const close: CloseHandler = async (_shopClosed, { emit }) => {
  return emit.Counted();
};
