/** Everything in a choreography that annotations can stand before. */
import type { Annotated, Annotation, Choreography, Entry, Receipt, Span } from '@choreo/model';

/** In the order of the model; headers, which speak for the whole choreography, are not among them. */
export function annotatedElements(choreography: Choreography): Annotated[] {
  const { messages, types, participants, channels, properties, scenarios } = choreography;
  return [
    ...messages.flatMap(message => [message, ...message.fields]),
    ...types.flatMap(type => [type, ...(type.kind === 'enum' ? type.values : type.fields)]),
    ...participants.flatMap(participant => [
      participant,
      ...participant.states,
      ...participant.reactions,
      ...participant.schedules,
      ...annotatedLists([...participant.emits, ...participant.receives]),
    ]),
    ...channels,
    ...properties,
    ...scenarios,
  ];
}

/** An annotation before `emits` or `receives` is about all that is named there. */
function annotatedLists(named: readonly (Entry | Receipt)[]): Annotated[] {
  const lists = new Map<readonly Annotation[], Span>();
  for (const { annotations, span } of named) {
    if (!annotations) continue;
    const start = lists.get(annotations)?.range.start ?? span.range.start;
    lists.set(annotations, { uri: span.uri, range: { start, end: span.range.end } });
  }
  return Array.from(lists, ([annotations, span]) => ({ annotations, span }));
}
