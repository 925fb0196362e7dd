/** `order-sensitive`: what goes wrong in a service if one message overtakes another, and no channel keeps them in order. */
import type { Choreography } from '@choreo/model';
import type { Liveness } from '../../graph/liveness.ts';
import type { MessageGraph } from '../../graph/message-graph.ts';
import { dropped } from './dropped-messages.ts';
import { lastWrites } from './last-writes.ts';
import { MessageOrder } from './message-order.ts';
import type { OrderSensitive } from './message-order.ts';
import { Precedence } from './precedence.ts';
import { Races } from './races.ts';
import { cancelsTimer, timers } from './timers-started-late.ts';

/**
 * An effect that depends on the order is often intended, such as a state that arbitrates between a payment and a
 * cancellation. Three cases are reported, in which the order was forgotten: a message arrives before the state that it needs
 * and is dropped; two messages set a state, whatever it was, and the later one wins; a timer starts after its cancellation.
 */
export function findOrderSensitive(
  choreography: Choreography,
  graph: MessageGraph,
  liveness: Liveness,
): OrderSensitive[] {
  const stateful = choreography.participants.filter(
    ({ kind, states, reactions }) => kind === 'service' && (states.length > 0 || reactions.some(cancelsTimer)),
  );
  if (stateful.length === 0) return [];
  const precedence = new Precedence(graph, liveness);
  const order = new MessageOrder(choreography, graph, precedence);
  const stepsOf = Map.groupBy(graph.steps, ({ reaction }) => reaction.participant);
  return stateful.flatMap(service => {
    const steps = (stepsOf.get(service.name) ?? []).filter(({ reaction }) => !reaction.broken);
    const races = new Races(order, precedence);
    return [...dropped(service, steps, races), ...lastWrites(service, steps, races), ...timers(steps, races)];
  });
}
