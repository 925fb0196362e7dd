/** Reactions and their outcomes as in the source, for pictures, messages, and comments in generated code. */
import type {
  Alternative,
  Body,
  Branch,
  Contents,
  Entry,
  Multiplicity,
  Outcome,
  OutcomeItem,
  Reaction,
  Retry,
  Trigger,
} from '@choreo/model';
import { expressionText } from './expression-text.ts';

const suffixes: Record<Multiplicity, string> = { one: '', optional: '?', many: '*', some: '+' };

/** `E`, `E?`, `E*`, `E+`. */
export function messageText(message: string, multiplicity: Multiplicity): string {
  return message + suffixes[multiplicity];
}

/** `E? { origin: Sync } after A or B`. */
export function entryText({ message, multiplicity, contents, after }: Entry): string {
  return [
    messageText(message, multiplicity),
    ...(contents ? [contentsText(contents)] : []),
    ...(after ? [`after ${after.map(ref => ref.message).join(' or ')}`] : []),
  ].join(' ');
}

/** `{ ..., origin: Sync }`. */
export function contentsText({ copySpan, given }: Contents): string {
  const fields = given.map(({ name, value }) => `${name}: ${expressionText(value)}`);
  return `{ ${[...(copySpan ? ['...'] : []), ...fields].join(', ')} }`;
}

/** Of more fields than these, a short text says nothing. */
const mostFieldsInShort = 2;

/** Where there is little room; empty where nothing is given, or too much. */
export function shortContentsText(contents: Contents | undefined): string {
  return contents && contents.given.length <= mostFieldsInShort ? contentsText(contents) : '';
}

/** What an alternative emitted, by message id: each with what is given there, unless that differs between two of one message. */
export function emittedText(message: string, items: readonly OutcomeItem[]): string {
  const texts = new Set(
    items.flatMap(item => (item.kind === 'emit' && item.message === message ? [shortContentsText(item.contents)] : [])),
  );
  const [only = ''] = texts.size === 1 ? texts : [];
  return [message, only].filter(part => part !== '').join(' ');
}

export function triggerText(trigger: Trigger): string {
  return trigger.messages.map(ref => ref.message).join(trigger.kind === 'all' ? ' and ' : ' or ');
}

export function itemText(item: OutcomeItem): string {
  switch (item.kind) {
    case 'emit':
      return [
        messageText(item.message, item.multiplicity),
        ...(item.contents ? [contentsText(item.contents)] : []),
        ...(item.after ? [`after ${item.after.text}`] : []),
      ].join(' ');
    case 'cancel':
      return `cancel ${item.message}`;
    case 'set':
      return `set ${item.name} = ${expressionText(item.value)}`;
    default:
      return item satisfies never;
  }
}

export function alternativeText(alternative: Alternative): string {
  return alternative.items.map(itemText).join(' & ') || 'nothing';
}

export function outcomeText(outcome: Outcome): string {
  return outcome.alternatives.map(alternativeText).join(' | ');
}

export function branchText(branch: Branch): string {
  return branch.guard ? `when ${expressionText(branch.guard)}` : 'else';
}

/** `else retry 5 times then OUTCOME`. */
export function retryText({ bound }: Retry): string {
  return bound ? `else retry ${bound.times} times then ${outcomeText(bound.otherwise)}` : 'else retry';
}

/** The branches of a reaction, one text each. */
export function branchTexts({ branches, retry }: Extract<Body, { kind: 'branches' }>): readonly string[] {
  return [
    ...branches.map(branch => `${branchText(branch)} -> ${outcomeText(branch.outcome)}`),
    ...(retry ? [retryText(retry)] : []),
  ];
}

/** The clauses of a reaction, one text each. */
export function clauseTexts({ guard, by, within, atMost, idempotent, retry }: Reaction): readonly string[] {
  return [
    ...(guard ? [`when ${expressionText(guard)}`] : []),
    ...(retry ? [retryText(retry)] : []),
    ...(by ? [`by ${by.field}`] : []),
    ...(within ? [`within ${within.duration.text} else ${outcomeText(within.otherwise)}`] : []),
    ...(atMost ? [`at most ${atMost.times} times else ${outcomeText(atMost.otherwise)}`] : []),
    ...(idempotent ? ['idempotent'] : []),
  ];
}
