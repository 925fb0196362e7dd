/** Random models whose reactions refuse messages for a while: `else retry` behind guards and among branches. */
import type { Choreography, Outcome, Participant, Reaction, Retry } from '@choreo/model';
import { pick } from './any-condition.ts';
import { place } from './build.ts';

/** Of the reactions that can refuse a message, two thirds say `else retry`. `given`: dice, used one after the other. */
export function withRetries(model: Choreography, given: readonly number[]): Choreography {
  let at = 0;
  const next = () => given[at++ % given.length] ?? 0;
  const participants = model.participants.map((one): Participant => ({
    ...one,
    reactions: one.reactions.map(reaction => withRetry(reaction, model, (one.keptBy?.fields.length ?? 0) > 0, next)),
  }));
  return { ...model, participants };
}

function withRetry(reaction: Reaction, { messages }: Choreography, isKeyed: boolean, next: () => number): Reaction {
  const { trigger, guard, body } = reaction;
  if (trigger.kind === 'all' || next() % 3 === 0) return reaction;
  const last =
    trigger.messages
      .map(({ message }) => message)
      .sort()
      .at(-1) ?? '';
  const later = messages.map(({ id }) => id).filter(id => id > last);
  const retry = retryOf(later, next);
  const hasElse = body.kind === 'branches' && body.branches.some(branch => !branch.guard);
  if (body.kind === 'branches' && !hasElse && (!guard || next() % 2 === 0)) {
    return { ...reaction, body: { ...body, retry } };
  }
  // Where the service says its key, a message can wait for its instance.
  return guard || isKeyed ? { ...reaction, retry } : reaction;
}

function retryOf(later: readonly string[], next: () => number): Retry {
  if (next() % 2 === 0) return { span: place() };
  const emission = { kind: 'emit', multiplicity: 'one', span: place(), nameSpan: place() } as const;
  const ofOne = (die: number) => ({
    items: later.length === 0 || die % 4 === 0 ? [] : [{ ...emission, message: pick(later, die) }],
    span: place(),
  });
  const alternatives = Array.from({ length: 1 + (next() % 2) }, () => ofOne(next()));
  const otherwise: Outcome = { alternatives, span: place() };
  return { bound: { times: 1 + (next() % 3), otherwise }, span: place() };
}
