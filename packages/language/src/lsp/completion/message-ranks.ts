/** Ranks messages by how well they fit where one is named, and says why. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import {
  isCarries,
  isCancellation,
  isChooseStep,
  isEmission,
  isEntry,
  isGivenStep,
  isMessage,
  isMessageRef,
  isParticipant,
  isReaction,
  isReceipt,
  isReceipts,
  isService,
  isTrigger,
} from '../../generated/ast.ts';
import type { Message, Reaction } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { fieldsOf, triggerMessages } from '../../references/fields.ts';
import type { MessageTraffic } from './message-traffic.ts';
import type { Fit } from './offer.ts';

/** `id`: as the model names it. */
export type MessageRank = (message: Message, id: string) => Fit;

/** What fits a place whose message is the property `message` of this node. */
export function messageRankAt(node: AstNode, traffic: MessageTraffic): MessageRank {
  if (isEmission(node))
    return AstUtils.getContainerOfType(node, isChooseStep) ? byEmitter(traffic) : emitted(node, traffic);
  if (isEntry(node)) return awaited(traffic);
  if (isReceipt(node)) return received(node, traffic);
  if (isCancellation(node)) return timed(node, traffic);
  if (!isMessageRef(node)) return () => ({ order: 0 });
  const around = node.$container;
  if (isTrigger(around)) return triggering(node, traffic);
  if (isCarries(around)) return carried(traffic);
  if (isGivenStep(around)) return given(traffic);
  return byEmitter(traffic);
}

/** After `on`: first what happens and nobody hears, then what happens, then what does not yet; last what is handled already. */
function triggering(ref: AstNode, traffic: MessageTraffic): MessageRank {
  const reaction = AstUtils.getContainerOfType(ref, isReaction);
  const handled = reaction ? handledBeside(reaction) : new Map<Message, string>();
  const others = reaction ? triggerMessages(reaction) : [];
  return (message, id) => {
    if (others.includes(message)) return { order: 9, why: 'named already' };
    const apart = others.length > 0 && !sharesKey(message, others) ? 4 : 0;
    const emitters = traffic.emittersOf(id);
    const hearers = traffic.hearersOf(id);
    const here = handled.get(message);
    if (here !== undefined) return { order: 4 + apart, why: `handled by ${here}` };
    if (message.kind === 'command' && hearers.length > 0)
      return { order: 4 + apart, why: `handled by ${some(hearers)}` };
    if (emitters.length === 0) return { order: 3 + apart, why: notEmitted };
    if (hearers.length === 0) return { order: apart, why: `unhandled, emitted by ${some(emitters)}` };
    return { order: 1 + apart, why: `emitted by ${some(emitters)}` };
  };
}

/** After `->`: first what somebody waits for, then what nobody emits yet; last what would start the reaction again. */
function emitted(emission: AstNode, traffic: MessageTraffic): MessageRank {
  const reaction = AstUtils.getContainerOfType(emission, isReaction);
  const triggers = reaction ? triggerMessages(reaction) : [];
  const keyed = triggers.some(message => keysOf(message).length > 0);
  const rank = awaited(traffic);
  return (message, id) => {
    if (triggers.includes(message)) return { order: 8, why: 'the trigger' };
    const fit = rank(message, id);
    return keyed && !sharesKey(message, triggers) ? { ...fit, order: fit.order + 4 } : fit;
  };
}

function awaited(traffic: MessageTraffic): MessageRank {
  return (_, id) => {
    const emitters = traffic.emittersOf(id);
    if (emitters.length > 0) return { order: 2, why: `emitted by ${some(emitters)}` };
    const hearers = traffic.hearersOf(id);
    return hearers.length > 0 ? { order: 0, why: `awaited by ${some(hearers)}` } : { order: 1, why: notEmitted };
  };
}

/** After `receives`: what others emit and nobody hears, then what happens, then what does not yet; last what is named already. */
function received(receipt: AstNode, traffic: MessageTraffic): MessageRank {
  const around = AstUtils.getContainerOfType(receipt, isParticipant);
  const members: readonly AstNode[] = around?.members ?? [];
  const others = members
    .filter(isReceipts)
    .flatMap(({ receipts }) => receipts)
    .filter(other => other !== receipt);
  const named = new Set(others.map(({ message }) => message?.ref));
  return (message, id) => {
    if (named.has(message)) return { order: 9, why: 'named already' };
    const emitters = traffic.emittersOf(id);
    if (emitters.length > 0 && emitters.every(name => name === around?.name)) return { order: 3, why: 'emitted here' };
    if (emitters.length === 0) return { order: 2, why: notEmitted };
    if (traffic.hearersOf(id).length === 0) return { order: 0, why: `unhandled, emitted by ${some(emitters)}` };
    return { order: 1, why: `emitted by ${some(emitters)}` };
  };
}

/** Where a timer of the service emits it, it can be cancelled. */
function timed(cancellation: AstNode, traffic: MessageTraffic): MessageRank {
  const service = AstUtils.getContainerOfType(cancellation, isService);
  const timers = new Map<AstNode, string>();
  for (const node of service ? AstUtils.streamAllContents(service) : []) {
    if (isEmission(node) && node.after !== undefined && isMessage(node.message?.ref))
      timers.set(node.message.ref, node.after);
  }
  const rank = byEmitter(traffic);
  return (message, id) => {
    const after = timers.get(message);
    const fit = rank(message, id);
    return after === undefined ? { ...fit, order: 1 + fit.order } : { order: 0, why: `emitted here after ${after}` };
  };
}

function carried(traffic: MessageTraffic): MessageRank {
  return (_, id) => {
    const channel = traffic.channelOf(id);
    return channel === undefined ? { order: 0, why: 'on no channel' } : { order: 1, why: `on ${channel}` };
  };
}

function given(traffic: MessageTraffic): MessageRank {
  const rank = byEmitter(traffic);
  return (message, id) => {
    const sources = traffic.sourcesOf(id);
    if (sources.length > 0) return { order: 0, why: `comes from ${some(sources)}` };
    const fit = rank(message, id);
    return { ...fit, order: 1 + fit.order };
  };
}

function byEmitter(traffic: MessageTraffic): MessageRank {
  return (_, id) => {
    const emitters = traffic.emittersOf(id);
    return emitters.length > 0 ? { order: 0, why: `emitted by ${some(emitters)}` } : { order: 1, why: notEmitted };
  };
}

const notEmitted = 'not emitted yet';

/** What the other reactions of the service handle, with their names. */
function handledBeside(reaction: Reaction): ReadonlyMap<Message, string> {
  const members = isService(reaction.$container) ? reaction.$container.members : [];
  const others = members.filter(isReaction).filter(other => other !== reaction);
  return new Map(
    others.flatMap(other => triggerMessages(other).map(message => [message, reactionName(other)] as const)),
  );
}

function keysOf(message: Message): readonly string[] {
  return [...fieldsOf(message)].filter(([, { key }]) => key).map(([name]) => name);
}

function sharesKey(message: Message, others: readonly Message[]): boolean {
  const keys = keysOf(message);
  return others.some(other => keysOf(other).some(key => keys.includes(key)));
}

function some([first, second, ...more]: readonly string[]): string {
  if (first === undefined) return '';
  if (second === undefined) return first;
  return more.length > 0 ? `${first} and ${more.length + 1} more` : `${first} and ${second}`;
}
