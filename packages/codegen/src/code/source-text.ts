/** Reactions and outcomes as they read in the source, for the comments of generated code. */
import type { Alternative, Expression, Outcome, OutcomeItem, Reaction, Trigger } from '@choreo/model';

export function reactionText(reaction: Reaction): string {
  const head = `${reaction.label === undefined ? '' : `${reaction.label}: `}on ${triggerText(reaction.trigger)}`;
  const clauses = [
    ...(reaction.guard ? [`when ${expressionText(reaction.guard)}`] : []),
    ...(reaction.by ? [`by ${reaction.by.field}`] : []),
    ...(reaction.within
      ? [`within ${reaction.within.duration.text} else ${outcomeText(reaction.within.otherwise)}`]
      : []),
    ...(reaction.atMost
      ? [`at most ${reaction.atMost.times} times else ${outcomeText(reaction.atMost.otherwise)}`]
      : []),
    ...(reaction.idempotent ? ['idempotent'] : []),
  ];
  return [head, ...clauses, bodyText(reaction)].filter(part => part !== '').join(' ');
}

function bodyText({ body }: Reaction): string {
  switch (body.kind) {
    case 'sink':
      return '';
    case 'outcome':
      return `-> ${outcomeText(body.outcome)}`;
    case 'branches':
      return `{ ${body.branches
        .map(({ guard, outcome }) => `${guard ? `when ${expressionText(guard)}` : 'else'} -> ${outcomeText(outcome)}`)
        .join(' ')} }`;
    default:
      return body satisfies never;
  }
}

export function triggerText({ kind, messages }: Trigger): string {
  return messages.map(({ message }) => message).join(kind === 'all' ? ' and ' : ' or ');
}

export function outcomeText(outcome: Outcome): string {
  return outcome.alternatives.map(alternativeText).join(' | ');
}

export function alternativeText({ items }: Alternative): string {
  return items.length === 0 ? 'nothing' : items.map(itemText).join(' & ');
}

const marks = { one: '', optional: '?', many: '*', some: '+' } as const;

function itemText(item: OutcomeItem): string {
  switch (item.kind) {
    case 'emit':
      return `${item.message}${marks[item.multiplicity]}${item.after ? ` after ${item.after.text}` : ''}`;
    case 'cancel':
      return `cancel ${item.message}`;
    case 'set':
      return `set ${item.name} = ${expressionText(item.value)}`;
    default:
      return item satisfies never;
  }
}

const strength = {
  or: 1,
  and: 2,
  '==': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
} as const;

export function expressionText(expression: Expression, around = 0): string {
  const wrap = (text: string, own: number): string => (own < around ? `(${text})` : text);
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'field':
    case 'unresolved':
      return expression.path.join('.');
    case 'state':
      return expression.name;
    case 'enum-value':
    case 'state-value':
      return expression.value;
    case 'unary':
      return expression.operator === 'not'
        ? wrap(`not ${expressionText(expression.operand, 3)}`, 3)
        : `-${expressionText(expression.operand, 7)}`;
    case 'binary': {
      const own = strength[expression.operator];
      const left = expressionText(expression.left, own);
      return wrap(`${left} ${expression.operator} ${expressionText(expression.right, own + 1)}`, own);
    }
    case 'in':
      return wrap(
        `${expressionText(expression.value, 5)} in [${expression.options.map(option => expressionText(option)).join(', ')}]`,
        4,
      );
    default:
      return expression satisfies never;
  }
}
