/** What leads to each message of one choreography and what follows from it, with the places that say so. */
import { messageText, triggerText } from '@choreo/analysis';
import { itemsOf } from '@choreo/model';
import type {
  Choreography,
  Entry,
  MessageRef,
  Outcome,
  Participant,
  Reaction,
  Receipt,
  Schedule,
  Span,
} from '@choreo/model';

/** What makes messages or takes them. */
export type Doer = { readonly key: string; readonly participant: Participant } & (
  | { readonly kind: 'reaction'; readonly reaction: Reaction }
  | { readonly kind: 'schedule'; readonly schedule: Schedule }
  /** `emits X`, from outside the model. */
  | { readonly kind: 'entry'; readonly entry: Entry }
  /** `receives X`. */
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
);

/** One place where a doer makes or takes a message. */
export interface Link {
  readonly doer: Doer;
  readonly message: string;
  /** The words around it: `within 30m else`, `after 10m`, `cancel`; empty if there are none. */
  readonly how: string;
  /** It drops a timer instead of making the message. */
  readonly cancels?: true;
  /** The message's name. */
  readonly span: Span;
}

export interface Causes {
  /** By key: reactions, schedules, entries and receipts. If a key is there twice, the first one counts. */
  readonly doers: ReadonlyMap<string, Doer>;
  readonly all: readonly Doer[];
  /** By message: emissions, and `cancel`s of its timer. */
  readonly made: ReadonlyMap<string, readonly Link[]>;
  /** By message: triggers, receipts, and entries that answer it. */
  readonly taken: ReadonlyMap<string, readonly Link[]>;
}

const known = new WeakMap<Choreography, Causes>();

/** Made once for each choreography. */
export function causesOf(choreography: Choreography): Causes {
  let causes = known.get(choreography);
  if (!causes) known.set(choreography, (causes = collect(choreography)));
  return causes;
}

/** What a doer makes, in the order of the text. */
export function madeBy(doer: Doer): readonly Link[] {
  switch (doer.kind) {
    case 'reaction':
      return outcomesWithWords(doer.reaction).flatMap(([words, outcome]) => linksOf(doer, outcome, words));
    case 'schedule':
      return linksOf(doer, doer.schedule.outcome, `every ${doer.schedule.every.text}`);
    case 'entry': {
      const { message, nameSpan } = doer.entry;
      return [{ doer, message, how: entryWords(doer.entry), span: nameSpan }];
    }
    case 'receipt':
      return [];
    default:
      return doer satisfies never;
  }
}

/** What a doer waits for, in the order of the text. */
export function takenBy(doer: Doer): readonly Link[] {
  switch (doer.kind) {
    case 'reaction':
      return linksTo(doer, doer.reaction.trigger.messages, '');
    case 'schedule':
      return [];
    case 'entry':
      return linksTo(doer, doer.entry.after ?? [], '');
    case 'receipt': {
      const { message, repeated, nameSpan } = doer.receipt;
      return [{ doer, message, how: repeated ? 'receives *' : 'receives', span: nameSpan }];
    }
    default:
      return doer satisfies never;
  }
}

/** `on A and B`, `every 1h`, `emits A after B`, `receives A`: what a doer is, in the words of the text. */
export function headOf(doer: Doer): string {
  switch (doer.kind) {
    case 'reaction':
      return `on ${triggerText(doer.reaction.trigger)}`;
    case 'schedule':
      return `every ${doer.schedule.every.text}`;
    case 'entry':
      return entryWords(doer.entry);
    case 'receipt':
      return `receives ${doer.receipt.message}${doer.receipt.repeated ? '*' : ''}`;
    default:
      return doer satisfies never;
  }
}

function entryWords({ message, multiplicity, after = [] }: Entry): string {
  const answered = after.length > 0 ? ` after ${after.map(ref => ref.message).join(' or ')}` : '';
  return `emits ${messageText(message, multiplicity)}${answered}`;
}

function collect({ participants }: Choreography): Causes {
  const doers = new Map<string, Doer>();
  const all = participants.flatMap(doersOf);
  for (const doer of all) if (!doers.has(doer.key)) doers.set(doer.key, doer);
  const made = Map.groupBy(all.flatMap(madeBy), ({ message }) => message);
  const taken = Map.groupBy(all.flatMap(takenBy), ({ message }) => message);
  return { doers, all, made, taken };
}

export function doersOf(participant: Participant): readonly Doer[] {
  const { name } = participant;
  return [
    ...participant.emits.map((entry): Doer => ({
      kind: 'entry',
      key: `entry ${name} ${entry.message}`,
      participant,
      entry,
    })),
    ...participant.schedules.map((schedule): Doer => ({
      kind: 'schedule',
      key: `schedule ${schedule.id}`,
      participant,
      schedule,
    })),
    ...participant.reactions.map((reaction): Doer => ({
      kind: 'reaction',
      key: `reaction ${reaction.id}`,
      participant,
      reaction,
    })),
    ...participant.receives.map((receipt): Doer => ({
      kind: 'receipt',
      key: `receipt ${name} ${receipt.message}`,
      participant,
      receipt,
    })),
  ];
}

/** Every outcome of a reaction, with the words that lead to it if it is not the usual one. */
function outcomesWithWords({ body, within, atMost, retry }: Reaction): (readonly [string, Outcome])[] {
  const outcomes: (readonly [string, Outcome])[] = [];
  if (within) outcomes.push([`within ${within.duration.text} else`, within.otherwise]);
  if (atMost) outcomes.push([`at most ${atMost.times} times else`, atMost.otherwise]);
  const refusals = [retry, body.kind === 'branches' ? body.retry : undefined];
  for (const bound of refusals.flatMap(one => one?.bound ?? []))
    outcomes.push([`else retry ${bound.times} times then`, bound.otherwise]);
  if (body.kind === 'outcome') outcomes.push(['', body.outcome]);
  if (body.kind === 'branches') for (const { outcome } of body.branches) outcomes.push(['', outcome]);
  return outcomes;
}

function linksOf(doer: Doer, outcome: Outcome, words: string): Link[] {
  return itemsOf([outcome]).flatMap((item): Link[] => {
    if (item.kind === 'set') return [];
    const { message, nameSpan: span } = item;
    const own = item.kind === 'cancel' ? 'cancel' : item.after ? `after ${item.after.text}` : '';
    const how = [words, own].filter(Boolean).join(' · ');
    return [{ doer, message, how, ...(item.kind === 'cancel' ? { cancels: true } : {}), span }];
  });
}

function linksTo(doer: Doer, messages: readonly MessageRef[], how: string): Link[] {
  return messages.map(({ message, span }) => ({ doer, message, how, span }));
}
