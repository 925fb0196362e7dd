/** The orders in which the reactions of a service to one delivery are carried out. */
import { itemsOf, outcomesOf } from '@choreo/model';
import type { Reaction } from '@choreo/model';
import type { Layout } from './layout.ts';

/** Of more reactions than this that get in one another's way, so many are put in every order. */
const mostInOrder = 4;

/** Each order that can make a difference, the one of the text among them. */
export function ordersOf(reactions: readonly Reaction[], layout: Layout): readonly (readonly Reaction[])[] {
  const touched = reactions.map(reaction => touchedBy(reaction, layout));
  const moving = reactions.filter((_, index) =>
    touched.some((others, other) => other !== index && [...others].some(one => touched[index]?.has(one))),
  );
  const places = moving.slice(0, mostInOrder).map(reaction => reactions.indexOf(reaction));
  if (places.length < 2) return [reactions];
  return permutations(places).map(order => {
    const ordered = [...reactions];
    places.forEach((place, index) => {
      const next = reactions[order[index] ?? place];
      if (next) ordered[place] = next;
    });
    return ordered;
  });
}

function permutations(places: readonly number[]): readonly (readonly number[])[] {
  if (places.length < 2) return [places];
  return places.flatMap((first, index) =>
    permutations([...places.slice(0, index), ...places.slice(index + 1)]).map(rest => [first, ...rest]),
  );
}

/** What the order among reactions can change: states, timers that one of them cancels, queues. */
function touchedBy(reaction: Reaction, layout: Layout): ReadonlySet<string> {
  const touched = new Set<string>();
  // What it does on giving up is a step of its own.
  const outcomes = outcomesOf(reaction).filter(outcome => outcome !== reaction.within?.otherwise);
  for (const item of itemsOf(outcomes)) {
    if (item.kind === 'set') touched.add(`state ${item.state ?? ''}`);
    else if (item.kind === 'cancel' || item.after) touched.add(`timer ${item.message}`);
    else {
      const channel = layout.channelOf(item.message);
      if (channel?.orderedBy) touched.add(`channel ${channel.name}`);
    }
  }
  return touched;
}
