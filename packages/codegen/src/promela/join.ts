/** When the guard of a join is asked, and which of its messages it has to remember by what they carry. */
import type { Expression, Reaction } from '@choreo/model';
import { namesOf } from '@choreo/model';
import type { Choreography } from '@choreo/model';

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
    fieldsIn(reaction.guard).flatMap(({ message, path }) =>
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
export function looksAtPayloads(reaction: Reaction, isAskedWhenComplete: boolean): boolean {
  const { body, atMost, guard } = reaction;
  const expressions: Expression[] = isAskedWhenComplete && guard ? [guard] : [];
  if (body.kind === 'branches') for (const branch of body.branches) if (branch.guard) expressions.push(branch.guard);
  const outcomes = [
    ...(body.kind === 'outcome' ? [body.outcome] : []),
    ...(body.kind === 'branches' ? body.branches.map(({ outcome }) => outcome) : []),
    ...(atMost ? [atMost.otherwise] : []),
  ];
  for (const { items } of outcomes.flatMap(({ alternatives }) => alternatives)) {
    for (const item of items) if (item.kind === 'set') expressions.push(item.value);
  }
  return expressions.some(expression => fieldsIn(expression).length > 0);
}

type FieldRead = Extract<Expression, { kind: 'field' }>;

function fieldsIn(expression: Expression): readonly FieldRead[] {
  const found: FieldRead[] = [];
  // With a stack of its own: expressions can be deep.
  const left: Expression[] = [expression];
  for (let next = left.pop(); next; next = left.pop()) {
    switch (next.kind) {
      case 'field':
        found.push(next);
        break;
      case 'unary':
        left.push(next.operand);
        break;
      case 'binary':
        left.push(next.left, next.right);
        break;
      case 'in':
        left.push(next.value);
        for (const option of next.options) left.push(option);
        break;
      default:
        break;
    }
  }
  return found;
}
