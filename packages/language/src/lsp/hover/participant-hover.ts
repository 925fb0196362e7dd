/** What hovers on services, actors, reactions and states tell, besides their text. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { initialValue, instancesOf } from '@choreo/analysis';
import { comparePositions, emissionsOf } from '@choreo/model';
import type { Choreography, MessageRef, Participant, Reaction } from '@choreo/model';
import { isService } from '../../generated/ast.ts';
import { listed, quoted } from '../../validation/wording.ts';
import type { HoverElement } from './element.ts';
import { code, enumerated, linked } from './markdown.ts';

/** As Markdown, one line each. */
export function participantFacts({ name, choreography }: HoverElement): readonly string[] {
  const participant = choreography.participants.find(one => one.name === name);
  if (!participant) return [];
  const { states, reactions, schedules } = participant;
  const emitted = [...reactions, ...schedules].flatMap(emissionsOf).map(({ message }) => message);
  return [
    ...line(
      'Reacts in',
      reactions.map(one => linked(one.name, one.nameSpan)),
    ),
    ...line(
      'Takes',
      toMessages(
        reactions.flatMap(({ trigger }) => trigger.messages.map(({ message }) => message)),
        choreography,
      ),
    ),
    ...line('Emits', toMessages(emitted, choreography)),
    ...line(
      'Brings in',
      toMessages(
        participant.emits.map(({ message }) => message),
        choreography,
      ),
    ),
    ...line(
      'Receives',
      toMessages(
        participant.receives.map(({ message }) => message),
        choreography,
      ),
    ),
    ...line(
      'Remembers',
      states.map(one => linked(one.name, one.nameSpan)),
    ),
    ...keptBy(participant, choreography),
  ];
}

/** By which key a service keeps its state, and what leads there. */
function keptBy({ name, keptBy: written }: Participant, choreography: Choreography): readonly string[] {
  const instances = instancesOf(choreography).get(name);
  if (!instances?.isKeeping) return [];
  const { key, links } = instances;
  if (key.length === 0) return written ? ['', 'Keeps one state for all cases.'] : [];
  const linking = [...links].map(([message, keys]) => `- ${quoted(message)} links ${listed(keys)} to it`);
  return ['', `Keeps its state by ${listed(key)}.`, ...(linking.length > 0 ? ['', ...linking] : [])];
}

export function reactionFacts({ node, choreography }: HoverElement): readonly string[] {
  const reaction = reactionOf(node, choreography);
  if (!reaction) return [];
  const emitted = [...new Set(emissionsOf(reaction).map(({ message }) => message))];
  return [
    ...reaction.trigger.messages.map(
      ref => `- ${messageLink(ref.message, choreography)} comes from ${sources(ref, choreography)}`,
    ),
    ...emitted.map(message => `- ${messageLink(message, choreography)} goes to ${destinations(message, choreography)}`),
  ];
}

/** The reaction of the model that this node of the text has become. */
export function reactionOf(node: AstNode, { participants }: Choreography): Reaction | undefined {
  const cst = node.$cstNode;
  if (!cst) return undefined;
  const uri = AstUtils.getDocument(node).uri.toString();
  const isInside = ({ nameSpan: { uri: other, range } }: Reaction): boolean =>
    other === uri &&
    comparePositions(cst.range.start, range.start) <= 0 &&
    comparePositions(range.end, cst.range.end) <= 0;
  return participants.flatMap(({ reactions }) => reactions).find(isInside);
}

function sources({ message }: MessageRef, { participants }: Choreography): string {
  const found = participants.flatMap(participant => {
    const { emits, reactions, schedules } = participant;
    const entries = emits.filter(entry => entry.message === message);
    const emitting = [...reactions, ...schedules].flatMap(source => {
      const emission = emissionsOf(source).find(one => one.message === message);
      return emission ? [linked(source.id, emission.nameSpan)] : [];
    });
    return [...entries.map(entry => linked(participant.name, entry.nameSpan)), ...emitting];
  });
  return found.length > 0 ? enumerated(found) : 'nowhere in this choreography';
}

function destinations(message: string, { participants }: Choreography): string {
  const found = participants.flatMap(({ name, reactions, receives }) => [
    ...reactions.flatMap(({ id, trigger }) => {
      const taken = trigger.messages.find(one => one.message === message);
      return taken ? [linked(id, taken.span)] : [];
    }),
    ...receives.filter(one => one.message === message).map(one => linked(name, one.nameSpan)),
  ]);
  return found.length > 0 ? enumerated(found) : 'nobody in this choreography';
}

export function stateFacts({ node, name, choreography }: HoverElement): readonly string[] {
  const service = AstUtils.getContainerOfType(node, isService)?.name;
  const participant = choreography.participants.find(one => one.name === service);
  const state = participant?.states.find(one => one.name === name);
  if (!participant || !state) return [];
  const begin = initialValue(state);
  const shown = begin === null || begin === undefined ? 'missing' : String(begin);
  return [`- Of ${linked(participant.name, participant.nameSpan)}, begins as ${code(shown)}`];
}

function toMessages(ids: readonly string[], choreography: Choreography): readonly string[] {
  return [...new Set(ids)].map(id => messageLink(id, choreography));
}

function messageLink(id: string, { messages, used }: Choreography): string {
  const declared = [...messages, ...used.messages].find(message => message.id === id);
  return declared ? linked(id, declared.nameSpan) : code(id);
}

function line(verb: string, items: readonly string[]): readonly string[] {
  return items.length > 0 ? [`- ${verb} ${enumerated(items)}`] : [];
}
