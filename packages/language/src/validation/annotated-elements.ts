/** All elements of a choreography that can be annotated. */
import type { Annotated, Annotation, Choreography, Entry, Receipt, Span } from '@choreo/model';

/** In the order of the model, without headers: their annotations cover the whole choreography. */
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

/** The elements that have annotations. It builds no list of all elements first, since most have none. */
export function elementsWithAnnotations(choreography: Choreography): Annotated[] {
  const found: Annotated[] = [];
  const look = (elements: readonly Annotated[]): void => {
    for (const element of elements) if (element.annotations.length > 0) found.push(element);
  };
  look(choreography.messages);
  for (const { fields } of choreography.messages) look(fields);
  look(choreography.types);
  for (const type of choreography.types) look(type.kind === 'enum' ? type.values : type.fields);
  look(choreography.participants);
  for (const { states, reactions, schedules, emits, receives } of choreography.participants) {
    look(states);
    look(reactions);
    look(schedules);
    look(annotatedLists([...emits, ...receives]));
  }
  look(choreography.channels);
  look(choreography.properties);
  look(choreography.scenarios);
  return found;
}

/** An annotation before `emits` or `receives` applies to every message listed there. */
function annotatedLists(named: readonly (Entry | Receipt)[]): Annotated[] {
  const lists = new Map<readonly Annotation[], Span>();
  for (const { annotations, span } of named) {
    if (!annotations) continue;
    const start = lists.get(annotations)?.range.start ?? span.range.start;
    lists.set(annotations, { uri: span.uri, range: { start, end: span.range.end } });
  }
  return Array.from(lists, ([annotations, span]) => ({ annotations, span }));
}
