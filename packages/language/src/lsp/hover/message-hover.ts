/** What a hover on an event or command tells: inherited fields, who emits and who handles it, its channel. */
import { typeText } from '@choreo/analysis';
import { emissionsOf, itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Channel, Choreography, Entry, Field, Message } from '@choreo/model';
import type { HoverElement } from './element.ts';
import { code, enumerated, linked } from './markdown.ts';

/** As Markdown, one line each. */
export function messageFacts({ name, group, choreography, users }: HoverElement): readonly string[] {
  const lines = relationsOf(choreography, name);
  for (const user of users) {
    const theirs = relationsOf(user.choreography, `${group.name}.${name}`);
    lines.push(...theirs.map(relation => `${relation} (${code(user.name)})`));
  }
  const message = namesOf(choreography).messages.get(name);
  const channels = choreography.channels.filter(({ carries }) => carries.some(one => one.message === name));
  return [
    ...(message ? inheritedLine(message, choreography) : []),
    ...(lines.length > 0 ? lines : ['Nothing emits it, and nothing reacts to it.']),
    ...channels.map(channelLine),
  ];
}

function inheritedLine(message: Message, choreography: Choreography): readonly string[] {
  if (!message.base) return [];
  const inherited = namesOf(choreography)
    .allFields(message)
    .filter(field => !message.fields.includes(field));
  return inherited.length > 0 ? [`- Inherits ${enumerated(inherited.map(field => code(fieldText(field))))}`] : [];
}

export function fieldText({ key, name, optional, type }: Field): string {
  return `${key ? 'key ' : ''}${name}${optional ? '?' : ''}: ${typeText(type)}`;
}

function channelLine({ name, nameSpan, delivery, orderedBy }: Channel): string {
  const promises = [delivery, orderedBy && `ordered by ${code(orderedBy.field)}`].filter(text => text !== undefined);
  return `- Travels on ${linked(name, nameSpan)}${promises.length > 0 ? `: ${promises.join(', ')}` : ''}`;
}

function relationsOf(choreography: Choreography, message: string): string[] {
  const from: string[] = [];
  const to: string[] = [];
  const cancelled: string[] = [];
  for (const participant of choreography.participants) {
    const { emits, receives, reactions, schedules } = participant;
    const own = emits.filter(entry => entry.message === message);
    from.push(...own.map(entry => `${linked(participant.name, entry.nameSpan)}${afterText(entry)}`));
    for (const entry of emits) {
      const answered = entry.after?.find(one => one.message === message);
      if (answered) to.push(`${linked(participant.name, answered.span)} with ${code(entry.message)}`);
    }
    for (const source of [...reactions, ...schedules]) {
      const emission = emissionsOf(source).find(one => one.message === message);
      if (emission) from.push(linked(source.id, emission.nameSpan));
      const cancels = itemsOf(outcomesOf(source)).find(item => item.kind === 'cancel' && item.message === message);
      if (cancels?.kind === 'cancel') cancelled.push(linked(source.id, cancels.nameSpan));
    }
    for (const { id, trigger } of reactions) {
      const taken = trigger.messages.find(one => one.message === message);
      if (taken) to.push(linked(id, taken.span));
    }
    const receipt = receives.find(one => one.message === message);
    if (receipt) to.push(linked(participant.name, receipt.nameSpan));
  }
  return [...line('Emitted by', from), ...line('Handled by', to), ...line('Cancelled by', cancelled)];
}

function line(verb: string, items: readonly string[]): readonly string[] {
  return items.length > 0 ? [`- ${verb} ${enumerated([...new Set(items)])}`] : [];
}

/** " after `A` or `B`" */
function afterText({ after = [] }: Entry): string {
  return after.length > 0 ? ` after ${after.map(({ message }) => code(message)).join(' or ')}` : '';
}
