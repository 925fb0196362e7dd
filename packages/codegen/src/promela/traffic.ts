/** Which messages are sent, who takes them, and over which channel. */
import type { Channel, Choreography, Participant, Reaction } from '@choreo/model';
import { emissionsOf, namesOf } from '@choreo/model';
import { comesFromElsewhere } from './entries.ts';

export interface Traffic {
  /** Names of the services that react to a message. */
  takersOf(message: string): readonly string[];
  reactionsTo(service: string, message: string): readonly Reaction[];
  channelOf(message: string): Channel | undefined;
  /** Whether anybody sends it, be it from another choreography. */
  isSent(message: string): boolean;
}

export function createTraffic(choreography: Choreography): Traffic {
  const { messages } = namesOf(choreography);
  const listeners = new Map<string, Reaction[]>();
  const takers = new Map<string, string[]>();
  for (const { name, reactions } of choreography.participants) {
    for (const reaction of reactions) {
      for (const message of messagesOf(reaction, id => messages.has(id))) {
        push(listeners, `${name} ${message}`, reaction);
        if (!takers.get(message)?.includes(name)) push(takers, message, name);
      }
    }
  }
  const channels = new Map<string, Channel>();
  for (const channel of choreography.channels) {
    for (const { message } of channel.carries) if (!channels.has(message)) channels.set(message, channel);
  }
  const sent = sentBy(choreography.participants);
  return {
    takersOf: message => takers.get(message) ?? [],
    reactionsTo: (service, message) => listeners.get(`${service} ${message}`) ?? [],
    channelOf: message => channels.get(message),
    isSent: message => sent.has(message) || comesFromElsewhere(choreography, message),
  };
}

/** The messages that a reaction takes, each once. */
export function messagesOf({ trigger }: Reaction, exists: (message: string) => boolean): readonly string[] {
  const messages = [...new Set(trigger.messages.map(({ message }) => message))].filter(exists);
  // A join that lacks one of its messages never fires.
  return trigger.kind === 'all' && messages.length < 2 && trigger.messages.length > 1 ? [] : messages;
}

function sentBy(participants: readonly Participant[]): ReadonlySet<string> {
  return new Set(
    participants
      .flatMap(({ emits, reactions, schedules }) => [...emits, ...[...reactions, ...schedules].flatMap(emissionsOf)])
      .map(({ message }) => message),
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
