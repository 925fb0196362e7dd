/** `shared-emitter`: an event that several services emit has no owner that defines its meaning. */
import type { Choreography, Message } from '@choreo/model';
import type { Deed, MessageGraph } from '../graph/message-graph.ts';
import type { FindingBase } from '../typing/finding-base.ts';

/**
 * Actors do not count, since different people may start the same flow, and neither do external services, which cannot be
 * changed. A command may have many senders.
 */
export function findSharedEmitters({ messages, participants }: Choreography, graph: MessageGraph): SharedEmitter[] {
  const kinds = new Map(participants.map(({ name, kind }) => [name, kind]));
  return messages.flatMap(message => {
    const deeds = message.kind === 'event' ? graph.emitters.get(message.id) : undefined;
    if (!deeds || deeds.length < 2) return [];
    const first = new Map<string, Deed>();
    for (const deed of deeds) {
      const kind = kinds.get(deed.participant);
      if (kind !== undefined && kind !== 'actor' && !first.has(deed.participant)) first.set(deed.participant, deed);
    }
    const emitters = [...first.values()];
    if (emitters.length < 2 || !emitters.some(({ participant }) => kinds.get(participant) === 'service')) return [];
    return [
      { code: 'shared-emitter', message, emitters, span: message.nameSpan, about: emitters.map(({ span }) => span) },
    ];
  });
}

/** One event that more than one service emits. */
export interface SharedEmitter extends FindingBase {
  readonly code: 'shared-emitter';
  readonly message: Message;
  /** The first emission of each service that emits it. */
  readonly emitters: readonly Deed[];
}
