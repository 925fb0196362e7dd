/** Compiles a choreography: every count and value gets its slot, every choice its site, and every condition is ready to ask. */
import type { Choreography } from '@choreo/model';
import { retriedSlots, waitsOf } from './refusals.ts';
import { Actions } from './actions.ts';
import { createKeying } from './case-scope.ts';
import { longestQueue } from './compile-options.ts';
import type { CompileOptions } from './compile-options.ts';
import { entriesOf } from './entries.ts';
import { InstanceSlots } from './instance-slots.ts';
import { Memory } from './memory.ts';
import { Messages } from './messages.ts';
import { Outcomes } from './outcomes.ts';
import { payloadClassesOf } from './payload-classes.ts';
import type { Program } from './program.ts';
import { Reactions } from './reactions.ts';
import { Slots } from './slots.ts';
import { Tuples } from './tuples.ts';

/** Leaves out what is broken or refers to nothing that is declared, so that every model has a program. */
export function compile(choreography: Choreography, options: CompileOptions = {}): Program {
  const {
    cases = 1,
    redeliveries = 0,
    redelivered = 'any',
    losses = 0,
    counted = new Map<string, number>(),
    loss = true,
  } = options;
  const { queueCapacity = longestQueue } = options;
  const slots = new Slots();
  const keying = createKeying(choreography);
  // Each part takes its slots and sites when it is made, so that the order of these lines determines their numbers.
  const tuples = new Tuples(choreography, cases, slots);
  const instances = new InstanceSlots(choreography, slots);
  const messages = new Messages(
    choreography,
    { cases, redeliveries, redelivered, counted, loss, losses, queueCapacity },
    instances,
    tuples,
    slots,
  );
  const entries = entriesOf(choreography, cases, options, messages, slots);
  const memory = new Memory(
    choreography,
    cases,
    keying,
    message => payloadClassesOf(choreography, message).length,
    tuples,
    slots,
  );
  const outcomes = new Outcomes(choreography, messages, memory, options, tuples, slots);
  const reactions = new Reactions(choreography, cases, keying, memory, outcomes, instances, tuples, slots);
  const budgetSlot = redeliveries > 0 ? slots.take() : undefined;
  const lossSlot = losses > 0 ? slots.take() : undefined;
  const actions = new Actions(messages, memory, outcomes, reactions, tuples, slots).from(entries);
  const waits = waitsOf(actions);
  const memorySlot = slots.take(options.memory ?? 0);
  const { codes } = reactions;
  const { queues, deliverySlots } = messages;
  const { timers } = memory;
  return {
    choreography,
    cases,
    redeliveries,
    losses,
    othersCome: options.othersCome ?? (options.given !== undefined || options.entries !== undefined),
    memorySlot,
    size: Math.max(4, Math.ceil(slots.size / 4) * 4),
    variants: messages.variants,
    entries: entries.map(({ entry }) => entry),
    answers: entries.flatMap(({ entry }) => (entry.after ? [entry] : [])),
    actions,
    joins: codes.flatMap(({ buffers }) => buffers),
    timers,
    queues,
    variables: memory.variables,
    tuples,
    counters: messages.counters,
    tupleCounters: messages.tupleCounters,
    budgetSlot,
    lossSlot,
    budgetedLosses: messages.budgetedLosses,
    handledSlots: messages.handledSlots,
    waits,
    retriedSlots: retriedSlots(actions, waits),
    pendingSlots: [
      ...entries.flatMap(({ entry }) => (entry.after ? [] : [entry.slot])),
      ...deliverySlots,
      ...queues.map(({ slot }) => slot),
      ...timers.map(({ slot }) => slot),
      ...codes.flatMap(({ within, buffers }) => (within ? buffers.flatMap(buffer => buffer.slots) : [])),
    ],
    misses: instances.misses,
    sites: slots.sites,
    covers: outcomes.covers,
    lates: memory.lates,
  };
}
