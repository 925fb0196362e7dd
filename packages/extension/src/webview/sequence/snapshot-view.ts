/** Shows the snapshot after a step: messages on their way, waiting joins, states and exits. */
import type { ShownSnapshot } from '@choreo/server/protocol';
import { element } from '../element.ts';

export function snapshotView(snapshot: ShownSnapshot): HTMLElement {
  const { pending, entries, timers, waiting, states, exits, quiescent } = snapshot;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['On their way', pending.map(({ participant, message, count }) => `${times(message, count)} to ${participant}`)],
    ['Still to come from outside', entries.map(({ message, count }) => times(message, count))],
    ['Timers', timers.map(({ participant, message, count }) => `${times(message, count)} of ${participant}`)],
    ['Waiting joins', waiting.map(({ reaction, messages }) => `${reaction} holds ${messages.join(', ')}`)],
    ['State', states.map(({ participant, state, value }) => `${participant}.${state} = ${value}`)],
    ['Exits', exits],
  ];
  const said = rows.filter(([, values]) => values.length > 0);
  const list = element('dl', { class: 'snapshot' });
  for (const [name, values] of said) {
    list.append(element('dt', {}, name));
    for (const value of values) list.append(element('dd', {}, value));
  }
  if (quiescent) list.append(element('dt', {}, 'The end: nothing is left to do'));
  return list;
}

function times(name: string, count: number): string {
  return count > 1 ? `${name} (${count}×)` : name;
}
