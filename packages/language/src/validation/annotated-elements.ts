/** Everything in a choreography that annotations can stand before. */
import type { Annotated, Choreography } from '@choreo/model';

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
    ]),
    ...channels,
    ...properties,
    ...scenarios,
  ];
}
