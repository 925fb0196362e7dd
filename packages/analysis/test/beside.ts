/** Puts two choreographies side by side. */
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';

/** With other names for its messages and participants. */
function renamed(model: Choreography): Choreography {
  const { messages, participants } = namesOf(model);
  const isName = (text: string) => messages.has(text) || participants.has(text.split('.')[0] ?? '');
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return isName(value) ? `Other${value}` : value;
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rename(part)]));
  };
  return rename(model) as Choreography;
}

/** Two models as one, the second with other names: they have nothing in common. */
export function beside(one: Choreography, other: Choreography): Choreography {
  const second = renamed(other);
  return {
    ...one,
    messages: [...one.messages, ...second.messages],
    participants: [...one.participants, ...second.participants],
    channels: [...one.channels, ...second.channels.map(channel => ({ ...channel, name: `other ${channel.name}` }))],
    properties: [...one.properties, ...second.properties],
  };
}
