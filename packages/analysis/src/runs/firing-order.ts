/** The order in which the reactions to one delivery are carried out, if it makes a difference. */
import type { Chooser } from './choices.ts';
import { ordersOf } from './program/conflicts.ts';
import type { ReactionCode } from './program/program-parts.ts';

/** Chooses an order of the reactions whose effects do not commute; the others keep their places. */
export function putInOrder<T extends { readonly code: ReactionCode }>(ready: T[], chooser: Chooser): void {
  const places: number[] = [];
  ready.forEach(({ code }, place) => {
    const isInConflict = code.conflicts.size > 0 && ready.some(other => code.conflicts.has(other.code.reaction));
    if (isInConflict && places.length <= ordersOf.length) places.push(place);
  });
  const orders = ordersOf[places.length - 2];
  const site = ready[places[0] ?? 0]?.code.orderSites[places.length - 2];
  if (orders === undefined || site === undefined) return;
  let rest = chooser.choose(site, orders);
  const left = places.map(place => ready[place]);
  for (const place of places) {
    // The number of an order encodes, place by place, which of the remaining reactions comes next.
    const [next] = left.splice(rest % left.length, 1);
    rest = Math.floor(rest / (left.length + 1));
    if (next) ready[place] = next;
  }
}
