/** Who emits and who takes each message of a choreography. */
import { emissionsOf, namesOf } from '@choreo/model';
import type { Choreography, Entry, Message, MessageRef, Reaction, Span } from '@choreo/model';
import { stepsOf } from './reaction-steps.ts';
import type { ReactionStep } from './reaction-steps.ts';

export interface MessageGraph {
  /** Own and used messages by id. */
  readonly messages: ReadonlyMap<string, Message>;
  /** By message: `emits` of participants, schedules and reactions, in the order of the model. */
  readonly emitters: ReadonlyMap<string, readonly Deed[]>;
  /** By message: reactions, then the participants that receive it. */
  readonly handlers: ReadonlyMap<string, readonly Deed[]>;
  readonly receivers: ReadonlyMap<string, readonly Deed[]>;
  /**
   * Messages that come from outside, and whether one case has a bounded number of them. A used message that a reaction here
   * takes is one: its own choreography, or another one that uses it, emits it.
   */
  readonly entries: ReadonlyMap<string, { readonly bounded: boolean }>;
  /** Of the entries, those that only come once something else has happened (`emits X after A`), with the messages of which one must. */
  readonly answers: ReadonlyMap<string, ReadonlySet<string>>;
  /** By message: the entries that answer it, at the places that name it. */
  readonly answeredBy: ReadonlyMap<string, readonly Answer[]>;
  /** Messages that leave the model: received, or emitted here and taken by another choreography. */
  readonly exits: ReadonlySet<string>;
  readonly steps: readonly ReactionStep[];
  /** The steps that a message can fire, by message, as indices into `steps`. */
  readonly stepsOn: ReadonlyMap<string, readonly number[]>;
}

const known = new WeakMap<Choreography, MessageGraph>();

/** The graph of a choreography, made once for each. */
export function messageGraphOf(choreography: Choreography): MessageGraph {
  let graph = known.get(choreography);
  if (!graph) known.set(choreography, (graph = createMessageGraph(choreography)));
  return graph;
}

function createMessageGraph(choreography: Choreography): MessageGraph {
  const emitters = new Map<string, Deed[]>();
  const handlers = new Map<string, Deed[]>();
  const receivers = new Map<string, Deed[]>();
  const entries = new Map<string, { readonly bounded: boolean }>();
  const answers = new Map<string, Set<string>>();
  const answeredBy = new Map<string, Answer[]>();
  const free = new Set<string>();
  const exits = new Set<string>();
  const steps: ReactionStep[] = [];
  const stepsOn = new Map<string, number[]>();
  const enter = (message: string, bounded: boolean, after: readonly MessageRef[] = []) => {
    entries.set(message, { bounded: bounded && (entries.get(message)?.bounded ?? true) });
    if (after.length === 0) free.add(message);
    for (const answered of after) answers.set(message, (answers.get(message) ?? new Set()).add(answered.message));
  };

  for (const participant of choreography.participants) {
    const { name } = participant;
    for (const entry of participant.emits) {
      const { message, multiplicity, nameSpan, after = [] } = entry;
      push(emitters, message, { participant: name, span: nameSpan });
      enter(message, multiplicity === 'one' || multiplicity === 'optional', after);
      for (const answered of after)
        push(answeredBy, answered.message, { participant: name, entry, span: answered.span });
    }
    for (const { message, nameSpan } of participant.receives) {
      push(receivers, message, { participant: name, span: nameSpan });
      exits.add(message);
    }
    for (const schedule of participant.schedules) {
      for (const { message, nameSpan } of emissionsOf(schedule)) {
        push(emitters, message, { participant: name, span: nameSpan });
        enter(message, false);
      }
    }
    for (const reaction of participant.reactions) {
      for (const step of stepsOf(reaction)) {
        for (const { emissions } of step.choices) {
          for (const { message, nameSpan } of emissions)
            push(emitters, message, { participant: name, reaction, span: nameSpan });
        }
        for (const { message, span } of step.takes) {
          push(stepsOn, message, steps.length);
          if (step.part === 'body') push(handlers, message, { participant: name, reaction, span });
        }
        steps.push(step);
      }
    }
  }
  for (const message of choreography.used.messages) {
    const isHeard = [handlers, receivers, answeredBy].some(heard => heard.has(message.id));
    if (isHeard) enter(message.id, false);
    if (message.handledThere && emitters.has(message.id)) exits.add(message.id);
  }
  for (const message of choreography.lent?.emitted ?? []) enter(message, false);
  // A message that only comes in is no exit: it belonged to the others already.
  for (const message of choreography.lent?.handled ?? []) if (emitters.has(message)) exits.add(message);
  for (const message of free) answers.delete(message);
  const { messages } = namesOf(choreography);
  return { messages, emitters, handlers, receivers, entries, answers, answeredBy, exits, steps, stepsOn };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** A participant that emits, takes or receives a message. */
export interface Deed {
  readonly participant: string;
  /** The reaction that does it, if it is one. */
  readonly reaction?: Reaction;
  /** The place of the message's name. */
  readonly span: Span;
}

/** An entry that comes only once a message has happened. */
export interface Answer {
  readonly participant: string;
  readonly entry: Entry;
  /** The place of the message's name behind `after`. */
  readonly span: Span;
}
