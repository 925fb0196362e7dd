/** Draws where messages of other choreographies come from, and where they lead. */
import type { UsedMessage } from '@choreo/model';
import { soft, strong } from '../picture.ts';
import type { Draft } from './flow.ts';

/** Messages of used choreographies enter and leave through one node for each of those choreographies. */
export function drawUsed(draft: Draft, used: readonly UsedMessage[]): void {
  const sent = new Set(draft.sends.map(send => send.message));
  const taken = new Set(draft.arrivals.map(arrival => arrival.message));
  const nodes = new Map<string, string>();
  const nodeFor = (side: 'used' | 'usedBy', message: UsedMessage): string => {
    const key = `${side} ${message.choreography}`;
    const known = nodes.get(key);
    if (known) return known;
    const id = draft.ids.take(side, message.choreography);
    draft.nodes.push({
      id,
      role: 'used',
      lines: [strong(message.choreography), soft('other choreography')],
      span: message.nameSpan,
      places: [],
      title: `choreography ${message.choreography}`,
    });
    nodes.set(key, id);
    return id;
  };
  for (const message of used) {
    if (message.emittedThere && taken.has(message.id)) {
      draft.sends.push({
        from: nodeFor('used', message),
        message: message.id,
        lines: [{ text: message.id, tone: 'plain' }],
        timed: false,
        span: message.nameSpan,
        places: [message.span],
        title: `${message.choreography} emits ${message.name}`,
      });
    }
    if (message.handledThere && sent.has(message.id)) {
      const title = `choreography ${message.choreography}`;
      draft.arrivals.push({ to: nodeFor('usedBy', message), message: message.id, lines: [], places: [], title });
    }
  }
}
