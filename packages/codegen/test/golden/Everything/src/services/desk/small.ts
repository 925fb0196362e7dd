import type { SmallHandler } from './desk.gen.ts';

/**
 * How Desk reacts:
 *
 *     small: on Opened when kind == small or total + 1 * 2 > 10.5 or express or limit > 3 {
 *       when urgent and total > 100 -> DoIt & Split+
 *       when address.country == "NL" or weight * 2 < 3 - 1 -> Split* & set paid = true
 *       when kind in [large, type] and size in [1, 2, 3] -> set tries = tries + 1
 *       else -> nothing
 *       }
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const small: SmallHandler = {
  /** `when urgent and total > 100 -> DoIt & Split+` */
  DoItAndSplit: async (_opened, { emit }) => {
    // TODO: fill in DoIt & Split+. The values here are examples.
    return emit.DoItAndSplit({ DoIt: { what: 'example' }, Split: [{ part: 1 }] });
  },
  /** `when address.country == "NL" or weight * 2 < 3 - 1 -> Split* & set paid = true` */
  Split: async (_opened, { emit }) => {
    // TODO: fill in Split*. The values here are examples.
    return emit.Split([{ part: 1 }]);
  },
  /** `when kind in [large, type] and size in [1, 2, 3] -> set tries = tries + 1` */
  setTries: async () => {
    // TODO: do the work.
  },
};
