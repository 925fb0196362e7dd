/** When the guard of a join is asked, and which of its messages it has to remember by what they carry. */
import { namesOf } from '@choreo/model';
import type { Choreography, Reaction } from '@choreo/model';
import { fillingsIn } from './contents.ts';
import { fieldsOf } from './leaves.ts';
import { expressionsOf } from './questions.ts';

export function isJoin({ trigger }: Reaction): boolean {
  return trigger.kind === 'all' && new Set(trigger.messages.map(({ message }) => message)).size > 1;
}

/**
 * The messages at whose arrival the guard is asked; undefined: when all are there, since it compares what they carry. A guard
 * that reads no message is asked at each; the fields of the key are the same in all.
 */
export function askedAt(reaction: Reaction, choreography: Choreography): readonly string[] | undefined {
  const messages = [...new Set(reaction.trigger.messages.map(({ message }) => message))];
  if (!reaction.guard) return [];
  const keys = keyFieldsOf(reaction, choreography);
  const read = new Set(
    fieldsOf(reaction.guard).flatMap(({ message, path }) =>
      message === undefined || keys.includes(path[0] ?? '') ? [] : [message],
    ),
  );
  if (read.size > 1) return undefined;
  return read.size === 0 ? messages : [...read];
}

function keyFieldsOf({ by, trigger }: Reaction, choreography: Choreography): readonly string[] {
  if (by) return [by.field];
  const names = namesOf(choreography);
  const [first = [], ...others] = trigger.messages.map(({ message }) => {
    const declared = names.messages.get(message);
    return declared ? names.allFields(declared).flatMap(({ key, name }) => (key ? [name] : [])) : [];
  });
  return first.filter(key => others.every(keys => keys.includes(key)));
}

/** Whether what a completed join does depends on what its messages carried. */
export function looksAtPayloads(reaction: Reaction, isAskedWhenComplete: boolean, choreography: Choreography): boolean {
  const asked = expressionsOf(reaction, []).filter(
    ({ expression }) => isAskedWhenComplete || expression !== reaction.guard,
  );
  const filled = [...fillingsIn(choreography).values()]
    .filter(filling => filling.reaction === reaction)
    .flatMap(filling => [...filling.filled.values()]);
  return [...asked.map(({ expression }) => expression), ...filled].some(expression => fieldsOf(expression).length > 0);
}
