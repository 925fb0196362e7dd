/** Draws what messages come from and lead to outside the participants: other choreographies, and nowhere. */
import type { Message, Span, UsedMessage } from '@choreo/model';
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

/** A message that nobody takes ends visibly; one that nobody emits visibly comes from nowhere. */
export function drawLooseEnds(draft: Draft, messages: ReadonlyMap<string, Message>): void {
  const sent = Map.groupBy(draft.sends, send => send.message);
  const taken = Map.groupBy(draft.arrivals, arrival => arrival.message);
  for (const message of [...sent.keys()].filter(id => !taken.has(id)).sort()) {
    const id = draft.ids.take('unhandled', message);
    const title = `Nothing reacts to ${message} and nobody receives it`;
    const place = placeOf(messages.get(message), sent.get(message)?.[0]?.span);
    draft.nodes.push({ id, role: 'loose', lines: [soft('nobody reacts')], ...place, title });
    draft.arrivals.push({ to: id, message, lines: [], places: [], title: 'nobody reacts' });
  }
  for (const message of [...taken.keys()].filter(id => !sent.has(id)).sort()) {
    const id = draft.ids.take('unsent', message);
    const title = `Nothing emits ${message}`;
    const place = placeOf(messages.get(message), taken.get(message)?.[0]?.places[0]);
    draft.nodes.push({ id, role: 'loose', lines: [soft('nobody emits')], ...place, title });
    draft.sends.push({
      from: id,
      message,
      lines: [{ text: message, tone: 'plain' }],
      timed: false,
      ...place,
      places: [],
      title,
    });
  }
}

/** Where the message is declared; a message that is declared nowhere has only the place that names it. */
function placeOf(message: Message | undefined, named: Span | undefined) {
  if (message) return { span: message.nameSpan, places: [message.span] };
  return named ? { span: named, places: [] } : { places: [] };
}
