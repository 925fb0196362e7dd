/** Reads from the bytes of a state what is pending, and what services and joins keep. */
import { stateText } from '../expressions/value.ts';
import { messageGraphOf } from '../graph/message-graph.ts';
import { isQuiescent } from './initial-states.ts';
import type { Program } from './program/program.ts';
import type { Counter, ReactionCode } from './program/program-parts.ts';
import { made } from './program/slots.ts';
import type { Tuples } from './program/tuples.ts';
import type { Snapshot, Waiting } from './run.ts';
import { positionIn } from './state-value.ts';
import { isWaiting } from './waiting-entries.ts';

export function snapshotOf(program: Program, state: Uint8Array): Snapshot {
  const at = (slot: number): number => state[slot] ?? 0;
  const pending = new Map<string, { participant: string; message: string; count: number }>();
  const add = (participant: string, message: string, count: number): void => {
    if (count === 0) return;
    const key = `${participant} ${message}`;
    pending.set(key, { participant, message, count: count + (pending.get(key)?.count ?? 0) });
  };
  for (const action of program.actions) {
    if (action.kind === 'deliver') add(action.participant, action.message.message, at(action.slot));
  }
  for (const { to, slot, capacity, variants } of program.queues) {
    for (let index = slot; index < slot + capacity && at(index); index++)
      add(to, variants[at(index) - 1]?.message ?? '', 1);
  }
  const timers = new Map<string, { participant: string; message: string; count: number }>();
  for (const { participant, message, slot, case: index } of program.timers) {
    const key = `${index} ${participant} ${message}`;
    if (at(slot)) timers.set(key, { participant, message, count: at(slot) + (timers.get(key)?.count ?? 0) });
  }
  const entries = new Map<string, Snapshot['entries'][number]>();
  for (const entry of program.entries) {
    const { name: message, slot, answered } = entry;
    if (!at(slot)) continue;
    const waits = isWaiting(entry, state) ? { waitsFor: answered } : {};
    const key = `${message} ${'waitsFor' in waits ? answered.join(' ') : ''}`;
    entries.set(key, { message, count: at(slot) + (entries.get(key)?.count ?? 0), ...waits });
  }
  const waiting = new Map<string, Waiting & { readonly messages: string[] }>();
  const seen = new Set<number>();
  for (const { reaction, message, slots } of program.joins) {
    for (const slot of slots.filter(one => !seen.has(one))) {
      seen.add(slot);
      const held = Array.from({ length: at(slot) }, () => message);
      if (held.length > 0) made(waiting, ...newWaiting(reaction, program.tuples)).messages.push(...held);
    }
  }
  const states = new Map(
    program.variables.flatMap(variable => {
      const { participant, slot, values, scope, case: index } = variable;
      if (!program.tuples.isThere(scope, index, state)) return [];
      const name = program.tuples.nameOf(variable);
      const called = program.cases > 1 ? `${name} (case ${index + 1})` : name;
      return [[slot, { participant, state: called, value: stateText(values[positionIn(state, variable)]) }] as const];
    }),
  );
  return {
    quiescent: isQuiescent(program, state),
    exits: exitsOf(program, state),
    pending: [...pending.values()],
    entries: [...entries.values()],
    timers: [...timers.values()],
    waiting: [...waiting.values()],
    states: [...states.values()],
  };
}

/** A key for the join of one instance, and a way to begin with what it holds. */
export function newWaiting(
  { reaction, scope }: ReactionCode,
  tuples: Tuples,
): readonly [key: string, make: () => Waiting & { readonly messages: string[] }] {
  const instance = tuples.textsOf(scope);
  const named = instance.length > 0 ? { instance } : {};
  return [`${reaction.id} ${scope}`, () => ({ reaction: reaction.id, ...named, messages: [] })];
}

/** Messages that have left the model, sorted; those of one case if there are several. */
export function exitsOf(program: Program, state: Uint8Array, index?: number): readonly string[] {
  return exitCounters(program, index)
    .flatMap(({ message, slot }) => Array.from({ length: Math.min(mostCounted, state[slot] ?? 0) }, () => message))
    .sort();
}

/** Three stands for three or more. */
export const mostCounted = 3;

/** What counts the messages that have left the model; in one case if there are several. */
export function exitCounters(program: Program, index?: number): readonly Counter[] {
  const { exits } = messageGraphOf(program.choreography);
  return program.counters.filter(
    counter => exits.has(counter.message) && (index === undefined || counter.case === index),
  );
}
