/**
 * What a step does: the semantics of runs, shared by simulator and verifier. A step is an action and the answers that a chooser
 * gives to its questions; it reads one state and writes the next.
 */
import type { Chooser } from './choices.ts';
import { Effects } from './effects.ts';
import type { Overflow } from './effects.ts';
import { JoinsAndLimits, holdsAny } from './joins-and-limits.ts';
import type { Observer } from './observer.ts';
import type { Action, EntryRoute } from './program/action.ts';
import type { MessageVariant, Listener } from './program/program-parts.ts';
import type { Program } from './program/program.ts';
import { Reactor } from './reactor.ts';
import { isNext } from './program/tuples.ts';
import { isWaiting } from './waiting-entries.ts';

/** The values of the slot of a delivery that may come once more: not handled yet, or handled. 0: it does not come once more. */
export const awaited = 1;
const handled = 2;

export class Stepper {
  readonly #program: Program;
  readonly #chooser: Chooser;
  readonly #observer: Observer | undefined;
  readonly #effects: Effects;
  readonly #joinsAndLimits: JoinsAndLimits;
  readonly #reactor: Reactor;
  /** By `Program.covers`: what has happened in any step. */
  readonly covered: Uint8Array;
  /** What the last step published, in order. */
  readonly published: readonly MessageVariant[];
  /** The published message that came from outside. */
  entered: MessageVariant | undefined;
  /** It is an entry that answers another message. */
  isAnswer = false;
  #from: Uint8Array = new Uint8Array(0);
  #to: Uint8Array = new Uint8Array(0);
  /** The message that entered was lost on its way. */
  #isLost = false;

  constructor(program: Program, chooser: Chooser, observer?: Observer) {
    this.#program = program;
    this.#chooser = chooser;
    this.#observer = observer;
    this.covered = new Uint8Array(program.covers.length);
    this.#effects = new Effects(program, chooser, observer, this.covered);
    this.#joinsAndLimits = new JoinsAndLimits(chooser, this.#effects, observer);
    this.#reactor = new Reactor(chooser, this.#effects, this.#joinsAndLimits, observer, this.covered);
    this.published = this.#effects.published;
  }

  /** The position in `Program.lates` of a timer whose answer came too late in the last step; undefined for none. */
  get late(): number | undefined {
    return this.#effects.late;
  }

  /** What the state had no room for, so that the search is bounded. */
  get overflow(): Overflow | undefined {
    return this.#effects.overflow;
  }

  /** See `Effects.lacksValues`. */
  get lacksValues(): boolean {
    return this.#effects.lacksValues;
  }

  /** Whether fairness does not guarantee the last step: a redelivery, or a loss. */
  isUnsure({ kind }: Action): boolean {
    return kind === 'redeliver' || kind === 'lose' || kind === 'lose-next' || this.#isLost;
  }

  /** Whether the action is possible in this state, whatever is chosen in it. */
  isEnabled(state: Uint8Array, action: Action): boolean {
    return this.#isPending(state, action) && !this.#program.waits[action.index]?.(state);
  }

  #isPending(state: Uint8Array, action: Action): boolean {
    switch (action.kind) {
      case 'deliver':
        return (state[action.slot] ?? 0) > 0;
      case 'lose':
        return (state[action.slot] ?? 0) > 0 && this.#mayLose(state, action.site);
      case 'deliver-next':
        return (state[action.queue.slot] ?? 0) > 0;
      case 'lose-next':
        return (state[action.queue.slot] ?? 0) > 0 && this.#mayLose(state, action.site);
      case 'redeliver':
        return state[action.handledSlot] === handled && this.#mayRedeliver(state);
      case 'enter':
        if ((state[action.entry.slot] ?? 0) === 0 || !action.makes.every(making => isNext(making, state))) return false;
        return action.passed ? action.passed.some(slot => state[slot]) : !isWaiting(action.entry, state);
      case 'schedule':
        return (state[action.entry.slot] ?? 0) > 0 && !isWaiting(action.entry, state);
      case 'timer':
        return (state[action.timer.slot] ?? 0) > 0 && action.makes.every(making => isNext(making, state));
      case 'give-up':
        return action.reaction.buffers.some(({ slots }) => holdsAny(slots, state));
      default:
        return action satisfies never;
    }
  }

  /** Takes the step: writes the next state to `to`, a copy of `from`. False if these choices are impossible. */
  perform(from: Uint8Array, to: Uint8Array, action: Action): boolean {
    const effects = this.#effects;
    this.#from = from;
    this.#to = to;
    this.entered = undefined;
    this.isAnswer = action.kind === 'enter' && action.entry.after !== undefined;
    this.#isLost = false;
    effects.begin(from, to);
    this.#reactor.begin(from, to);
    switch (action.kind) {
      case 'deliver':
        to[action.slot] = (from[action.slot] ?? 0) - 1;
        if (action.lossSite !== undefined) effects.note(action.lossSite, 0);
        this.#handle(action.message, action.handledSlot, action.reactions);
        break;
      case 'deliver-next': {
        const position = effects.shift(action.queue);
        const variant = action.queue.variants[position];
        if (action.lossSite !== undefined) effects.note(action.lossSite, 0);
        if (variant) this.#handle(variant, action.handledSlots[position], action.reactions[position] ?? []);
        break;
      }
      case 'redeliver':
        this.#spendRedelivery();
        this.#reactor.react(action.message, action.reactions, true);
        break;
      case 'lose':
        to[action.slot] = (from[action.slot] ?? 0) - 1;
        this.#spendLoss(action.site);
        effects.note(action.site, 1);
        break;
      case 'lose-next':
        effects.shift(action.queue);
        this.#spendLoss(action.site);
        effects.note(action.site, 1);
        break;
      case 'enter': {
        to[action.entry.slot] = (from[action.entry.slot] ?? 0) - 1;
        effects.make(action.makes);
        const route = action.routes[this.#chooser.choose(action.classSite, action.routes.length)];
        if (route) this.#enter(route);
        break;
      }
      case 'schedule':
        to[action.entry.slot] = (from[action.entry.slot] ?? 0) - 1;
        this.#observer?.fires(action.schedule.id, 'schedule', []);
        effects.carryOut(action.outcome, [], 0);
        break;
      case 'timer': {
        const { timer, routes } = action;
        to[timer.slot] = (from[timer.slot] ?? 0) - 1;
        effects.make(action.makes);
        effects.note(timer.site, 1);
        if (timer.late !== undefined) effects.expire(timer.late);
        const route = routes[this.#chooser.choose(action.classSite, routes.length)];
        this.#observer?.fires('', 'timer', []);
        if (route) effects.publish(route);
        break;
      }
      case 'give-up':
        this.#joinsAndLimits.giveUp(action.reaction, from, to);
        break;
      default:
        action satisfies never;
    }
    return effects.isPossible;
  }

  #enter({ kind: variant, allowed, route, handledSlot, lossSite, reactions }: EntryRoute): void {
    if (!allowed) this.#effects.ruleOut();
    this.entered = variant;
    this.#effects.publish(route);
    this.#isLost = lossSite !== undefined && this.#chooser.choose(lossSite, 2) === 1;
    if (this.#isLost && lossSite !== undefined) this.#spendLoss(lossSite);
    if (this.#isLost) this.#observer?.loses(variant);
    else if (reactions.length > 0 || handledSlot !== undefined) this.#handle(variant, handledSlot, reactions);
    else this.#observer?.receives(variant);
  }

  #handle(variant: MessageVariant, handledSlot: number | undefined, reactions: readonly Listener[]): void {
    if (handledSlot !== undefined && this.#from[handledSlot] === awaited) this.#to[handledSlot] = handled;
    this.#reactor.react(variant, reactions, false);
  }

  /** Whether a message may still be delivered once more. */
  #mayRedeliver(state: Uint8Array): boolean {
    const { budgetSlot } = this.#program;
    return budgetSlot !== undefined && (state[budgetSlot] ?? 0) > 0;
  }

  #spendRedelivery(): void {
    const { budgetSlot, handledSlots } = this.#program;
    if (budgetSlot === undefined) return;
    const left = (this.#from[budgetSlot] ?? 0) - 1;
    this.#to[budgetSlot] = left;
    if (left === 0) for (const slot of handledSlots) this.#to[slot] = 0;
  }

  /** Whether a channel loses messages at that site by itself, or one more loss is allowed. */
  #mayLose(state: Uint8Array, site: number): boolean {
    const { lossSlot, budgetedLosses } = this.#program;
    return !budgetedLosses.has(site) || (lossSlot !== undefined && (state[lossSlot] ?? 0) > 0);
  }

  #spendLoss(site: number): void {
    const { lossSlot, budgetedLosses } = this.#program;
    if (lossSlot === undefined || !budgetedLosses.has(site)) return;
    const left = this.#from[lossSlot] ?? 0;
    if (left === 0) this.#effects.ruleOut();
    else this.#to[lossSlot] = left - 1;
  }
}
