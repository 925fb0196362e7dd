/** How things stand after a step: what is on its way, what waits, what has left. */
import type { ShownSnapshot } from '@choreo/server/protocol';
import { element } from '../element.ts';

export function snapshotView(snapshot: ShownSnapshot): HTMLElement {
  const { pending, entries, timers, waiting, states, exits, quiescent } = snapshot;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['On the way', pending.map(({ participant, message, count }) => `${times(message, count)} to ${participant}`)],
    ['From outside, not yet here', entries.map(({ message, count }) => times(message, count))],
    ['Timers', timers.map(({ participant, message, count }) => `${times(message, count)} of ${participant}`)],
    ['Joins that wait', waiting.map(({ reaction, messages }) => `${reaction} holds ${messages.join(', ')}`)],
    ['State', states.map(({ participant, state, value }) => `${participant}.${state} = ${value}`)],
    ['Has left', exits],
  ];
  const said = rows.filter(([, values]) => values.length > 0);
  const list = element('dl', { class: 'snapshot' });
  for (const [name, values] of said) {
    list.append(element('dt', {}, name));
    for (const value of values) list.append(element('dd', {}, value));
  }
  if (quiescent) list.append(element('dt', {}, 'The end: nothing is on its way any more'));
  return list;
}

function times(name: string, count: number): string {
  return count > 1 ? `${name} (${count}×)` : name;
}
