/** Which messages and steps can happen at all: the least fixpoint from the entries. */
import type { MessageGraph } from './message-graph.ts';

export interface Liveness {
  readonly messages: ReadonlySet<string>;
  /** By index of the step. */
  isLive(step: number): boolean;
}

/**
 * Horn clauses with counters (Dowling and Gallier, 1984): each step counts the messages that it still lacks, so that every
 * edge is walked once. An entry that answers comes with the first message that it answers. A broken reaction counts as live, since what it lacks may only be misspelled. `without`: a message that is taken
 * never to come.
 */
export function livenessOf(graph: MessageGraph, without?: string): Liveness {
  const live = new Set<string>();
  const fired = new Uint8Array(graph.steps.length);
  const lacking = Int32Array.from(graph.steps, step => (step.needs === 'all' ? step.takes.length : 1));
  const pending: string[] = [];
  const arrive = (message: string): void => {
    if (live.has(message) || message === without) return;
    live.add(message);
    pending.push(message);
  };
  const fire = (index: number): void => {
    if (fired[index]) return;
    fired[index] = 1;
    for (const choice of graph.steps[index]?.choices ?? []) {
      for (const { message } of choice.emissions) arrive(message);
    }
  };
  const answering = new Map<string, string[]>();
  for (const message of graph.entries.keys()) {
    const answered = graph.answers.get(message);
    if (!answered) arrive(message);
    for (const other of answered ?? []) answering.set(other, [...(answering.get(other) ?? []), message]);
  }
  graph.steps.forEach((step, index) => {
    if (step.reaction.broken) fire(index);
  });
  for (let message = pending.pop(); message !== undefined; message = pending.pop()) {
    for (const answer of answering.get(message) ?? []) arrive(answer);
    for (const index of graph.stepsOn.get(message) ?? []) {
      lacking[index] = (lacking[index] ?? 0) - 1;
      if (lacking[index] === 0) fire(index);
    }
  }
  return { messages: live, isLive: step => fired[step] === 1 };
}

/** Whether nothing emits a message, or only entries that answer what never happens. */
export function isNeverEmitted(graph: MessageGraph, liveness: Liveness, message: string): boolean {
  if (liveness.messages.has(message)) return false;
  const emitters = graph.emitters.get(message) ?? [];
  return emitters.length === 0 || (graph.answers.has(message) && emitters.every(({ reaction }) => !reaction));
}
