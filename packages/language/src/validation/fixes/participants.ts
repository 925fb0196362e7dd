/** Lets a service, an actor or an external service emit, receive or react to a message. */
import type { Choreography, Message, Participant } from '@choreo/model';
import { emissionsOf } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { addToBlock, addToFile } from './block.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** The most fixes to offer. */
const mostChoices = 5;

/** `on Message` in a service that does not emit it. Services that already react to the same emitters come first. */
export function reactFixes(message: Message, context: EditContext): Fix[] {
  const { choreography } = context;
  const emitters = new Set(emittersOf(choreography, message.id));
  const services = choreography.participants.filter(one => one.kind === 'service' && !emitters.has(one.name));
  const near = new Set(
    choreography.participants.filter(one => emitters.has(one.name)).flatMap(one => [...emittedBy(one)]),
  );
  const closeness = (service: Participant) =>
    service.reactions.filter(({ trigger }) => trigger.messages.some(ref => near.has(ref.message))).length;
  return services
    .map((service, index) => ({ service, index, close: closeness(service) }))
    .sort((a, b) => b.close - a.close || a.index - b.index)
    .slice(0, mostChoices)
    .flatMap(({ service }) => {
      const edit = addToBlock(service, `on ${message.id}`, context);
      return edit ? [{ title: `React to \`${message.id}\` in \`${service.name}\``, edits: [edit] }] : [];
    });
}

/** `receives Message` in an actor or external service, or in a new actor if there is none. */
export function receiveFixes(message: Message, context: EditContext): Fix[] {
  const actors = outsiders(context.choreography);
  if (actors.length === 0) return newActor(message, 'receives', context);
  return actors.flatMap(actor => {
    const edit = append(actor, 'receives', message.id, context);
    return edit ? [{ title: `Let \`${actor.name}\` receive \`${message.id}\``, edits: [edit] }] : [];
  });
}

/** `emits Message` in an actor or external service, or in a new actor if there is none. */
export function emitFixes(message: Message, context: EditContext): Fix[] {
  const actors = outsiders(context.choreography);
  if (actors.length === 0) return newActor(message, 'emits', context);
  return actors.flatMap(actor => {
    const edit = append(actor, 'emits', message.id, context);
    return edit ? [{ title: `Let \`${actor.name}\` emit \`${message.id}\``, edits: [edit] }] : [];
  });
}

function outsiders({ participants }: Choreography): Participant[] {
  const actors = participants.filter(one => one.kind === 'actor');
  const externals = participants.filter(one => one.kind === 'external');
  return [...actors, ...externals].slice(0, mostChoices);
}

function append(actor: Participant, verb: 'emits' | 'receives', name: string, context: EditContext) {
  const last = actor[verb].at(-1);
  if (!last) return addToBlock(actor, `${verb} ${name}`, context);
  const source = SourceText.of(last.span, context);
  return source.insert(source.offsetAt(last.span.range.end), `, ${name}`);
}

function newActor(message: Message, verb: 'emits' | 'receives', context: EditContext): Fix[] {
  const taken = new Set(context.choreography.participants.map(one => one.name));
  const name = ['User', 'Customer', 'Outside', 'World'].find(candidate => !taken.has(candidate));
  const uri = context.choreography.participants[0]?.span.uri ?? context.choreography.files[0];
  if (name === undefined || uri === undefined) return [];
  const edit = addToFile(uri, [`actor ${name} {`, `\t${verb} ${message.id}`, '}'], context);
  return [{ title: `Add an actor that ${verb} \`${message.id}\``, edits: [edit] }];
}

function emittersOf({ participants }: Choreography, id: string): string[] {
  return participants.filter(one => emittedBy(one).has(id)).map(one => one.name);
}

function emittedBy({ emits, reactions, schedules }: Participant): ReadonlySet<string> {
  const emissions = [...reactions, ...schedules].flatMap(source => emissionsOf(source));
  return new Set([...emits, ...emissions].map(({ message }) => message));
}
