/** What becomes of a delivery: which reactions take it, and whether it stays on its way because none of them does. */
import type { Action } from './action.ts';
import type { Listener, MessageVariant, OutcomeCode, ReactionCode, RetryCode } from './program-parts.ts';
import type { RunTerm } from './run-terms.ts';

/** Of several retries the one with the smallest number counts, the first of the same. */
export function firstToGiveUp(retry: RetryCode | undefined, other: RetryCode): RetryCode {
  return retry && timesOf(retry) <= timesOf(other) ? retry : other;
}

function timesOf({ bound }: RetryCode): number {
  return bound?.times ?? Infinity;
}

/**
 * Whether a delivery stays on its way in this state, whatever is chosen: no reaction can take it, one of them says `else retry`,
 * and none that can be asked then gives up after some number. `isCopy`: it has been handled before. `Reactor` decides the same of a
 * step, in which every condition has an answer.
 */
function isRefused(listeners: readonly Listener[], variant: MessageVariant, state: Uint8Array, isCopy: boolean) {
  let stays = false;
  for (const { reaction, position } of listeners) {
    if (isCopy && reaction.idempotent) continue;
    const found = reaction.instances?.get(variant.message)?.found;
    const answers: readonly Answer[] =
      found && !found.some(slot => state[slot])
        ? [reaction.retry?.behindGuard ?? reaction.retry?.amongBranches ?? 'dropped']
        : answersOf(reaction, position, condition => truthIn(condition, state, variant.payloadClasses));
    if (answers.some(answer => answer === 'taken' || (answer !== 'dropped' && answer.bound))) return false;
    if (!answers.includes('dropped')) stays = true;
  }
  return stays;
}

type Answer = 'taken' | 'dropped' | RetryCode;

/** What can become of a delivery, as far as one reaction goes. More than one only where a condition is open. */
function answersOf(
  { guards, retry, body }: ReactionCode,
  position: number,
  truthOf: (condition: RunTerm) => boolean | undefined,
): readonly Answer[] {
  const guard = guards[position];
  const isMet = guard ? truthOf(guard) : true;
  const answers: Answer[] = [];
  if (isMet !== true) answers.push(retry?.behindGuard ?? 'dropped');
  if (isMet === false) return answers;
  const among = retry?.amongBranches;
  const truths = among ? body.branches.map(({ condition }) => (condition ? truthOf(condition) : true)) : [true];
  if (!truths.every(truth => truth === false)) answers.push('taken');
  if (among && !truths.includes(true)) answers.push(among);
  return answers;
}

function truthIn(
  condition: RunTerm,
  state: Uint8Array,
  classes: MessageVariant['payloadClasses'],
): boolean | undefined {
  const known = condition(state, classes);
  if (known === null) return false;
  return typeof known === 'boolean' ? known : undefined;
}

/** Whether a delivery waits for a retry in a state. */
export type Waits = (state: Uint8Array) => boolean;

/** By index of an action: undefined where what it delivers is never tried again. */
export function waitsOf(actions: readonly Action[]): readonly (Waits | undefined)[] {
  return actions.map((action): Waits | undefined => {
    switch (action.kind) {
      case 'deliver':
      case 'redeliver': {
        const { reactions, message, kind } = action;
        return mayRetry(reactions) ? state => isRefused(reactions, message, state, kind === 'redeliver') : undefined;
      }
      case 'deliver-next': {
        const { queue, reactions } = action;
        if (!reactions.some(mayRetry)) return undefined;
        return state => {
          const position = (state[queue.slot] ?? 0) - 1;
          const head = queue.variants[position];
          return head !== undefined && isRefused(reactions[position] ?? [], head, state, false);
        };
      }
      default:
        return undefined;
    }
  });
}

/** By slot of what is on its way: those that may wait for a retry. */
export function retriedSlots(
  actions: readonly Action[],
  waits: readonly (Waits | undefined)[],
): ReadonlyMap<number, Waits> {
  const slots = new Map<number, Waits>();
  for (const action of actions) {
    const own = waits[action.index];
    if (!own) continue;
    if (action.kind === 'deliver') slots.set(action.slot, own);
    if (action.kind === 'deliver-next') slots.set(action.queue.slot, own);
  }
  return slots;
}

/** Whether one of these reactions says `else retry`, and none of them takes whatever comes. */
export function mayRetry(listeners: readonly Listener[]): boolean {
  return listeners.some(({ reaction }) => reaction.retry) && !listeners.some(takesAll);
}

function takesAll({ reaction: { guards, retry, instances }, position }: Listener): boolean {
  const mayLackInstance = [...(instances?.values() ?? [])].some(({ found }) => found);
  return guards[position] === undefined && !retry?.amongBranches && !mayLackInstance;
}

/** What can happen at a refusal. */
export function retryOutcomesOf({ retry }: ReactionCode): readonly OutcomeCode[] {
  return [retry?.behindGuard, retry?.amongBranches].flatMap(one => one?.bound?.outcome ?? []);
}
