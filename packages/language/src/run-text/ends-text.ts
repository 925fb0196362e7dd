/** The ways to end in words: what has left, the states of the services, what waits in joins or for a retry. */
import { joinText } from '@choreo/analysis/runs';
import type { End, Ends, OtherEnds } from '@choreo/analysis/verification';
import { isLimit } from '@choreo/analysis/verification';
import { joined } from '../validation/wording.ts';
import { boundText } from './bound-text.ts';
import { multiset, timesText } from './counting.ts';

/** `A + B + B`, `A (3 or more)`, `no exit`. Verification counts up to three, so three means three or more. */
export function exitsText(exits: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const message of exits) counts.set(message, (counts.get(message) ?? 0) + 1);
  const parts = [...counts].map(([message, count]) =>
    count > 2 ? `${message} (3 or more)` : Array.from({ length: count }, () => message).join(' + '),
  );
  return parts.length > 0 ? parts.join(' + ') : 'no exit';
}

/** `Orders.paid = true`, one for each state. */
export function endStates({ states }: Pick<End, 'states'>): readonly string[] {
  return states.map(({ participant, state, value }) => `${participant}.${state} = ${value}`);
}

/** `Shipping.dispatch holds StockReserved`, one for each join; `Reply waits at Desk`, one for each message that nothing takes. */
export function endWaiting({ waiting, refused }: Pick<End, 'waiting' | 'refused'>): readonly string[] {
  return [
    ...waiting.map(held => `${joinText(held)} holds ${joined(multiset(held.messages))}`),
    ...refused.map(
      ({ participant, message, count }) =>
        `${message} waits at ${participant}${count > 1 ? ` (${timesText(count)})` : ''}`,
    ),
  ];
}

/** `A + B · Orders.paid = true · Shipping.dispatch holds StockReserved` */
export function endText(end: Pick<End, 'exits' | 'states' | 'waiting' | 'refused'>): string {
  return [exitsText(end.exits), ...endStates(end), ...endWaiting(end)].join(' · ');
}

/** The first ones, and how many more. */
export function waysToEndText(ends: readonly Pick<End, 'exits' | 'states' | 'waiting' | 'refused'>[]): string {
  const shown = ends.slice(0, mostInSentence).map(one => endText(one));
  const left = ends.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join('; ');
}

/** So many ends are named in one sentence. */
const mostInSentence = 3;

/** `12 more with A + B` */
export function otherEndsText({ exits, count }: OtherEnds): string {
  return `${count} more with ${exitsText(exits)}`;
}

/** Why there may be more ends than the list has; undefined if it has all. */
export function endsBoundText({ bounds }: Ends): string | undefined {
  return boundText(bounds.filter(isLimit));
}
