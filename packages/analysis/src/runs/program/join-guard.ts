/** When the guard of a join is asked: as each message arrives, or when all are there. */
import type { Expression, Names, Reaction } from '@choreo/model';

/**
 * The messages whose own fields the guard of a join reads. None: it is asked as each arrives. One: as that one arrives, the
 * others pass. More: when all are there. A field of the key is the same in all of them, and counts for none.
 */
export function messagesAskedWhenJoined({ guard, by, trigger }: Reaction, names: Names): readonly string[] {
  const key = by
    ? [by.field]
    : sharedKey(
        trigger.messages.map(({ message }) => message),
        names,
      );
  const found = new Set<string>();
  const visit = (expression: Expression): void => {
    switch (expression.kind) {
      case 'field':
        if (expression.message !== undefined && !key.includes(expression.path[0] ?? '')) found.add(expression.message);
        break;
      case 'unary':
        visit(expression.operand);
        break;
      case 'binary':
        visit(expression.left);
        visit(expression.right);
        break;
      case 'in':
        [expression.value, ...expression.options].forEach(visit);
        break;
      default:
        break;
    }
  };
  if (guard) visit(guard);
  return [...found];
}

function sharedKey(messages: readonly string[], names: Names): readonly string[] {
  const [first, ...others] = messages.map(id => {
    const message = names.messages.get(id);
    return message ? names.allFields(message).flatMap(({ key, name }) => (key ? [name] : [])) : [];
  });
  return (first ?? []).filter(name => others.every(keys => keys.includes(name)));
}
