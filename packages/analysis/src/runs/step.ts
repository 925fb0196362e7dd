/**
 * What a step does: the semantics of runs, shared by simulator and verifier. A step is an action and the answers that a chooser
 * gives to its questions; it reads one state and writes the next.
 */
import type { PayloadClass } from '../expressions/facts.ts';
import type { Chooser } from './choices.ts';
import { Effects } from './effects.ts';
import type { PayloadClasses, Overflow } from './effects.ts';
import { putInOrder } from './firing-order.ts';
import { JoinsAndLimits, holdsAny } from './joins-and-limits.ts';
import type { Because, Observer } from './observer.ts';
import type { Action, EntryRoute } from './program/action.ts';
import { isWaiting } from './waiting-entries.ts';
import type { MessageVariant, Listener, OutcomeCode, ReactionCode } from './program/program-parts.ts';
import type { Program } from './program/program.ts';
import type { RunTerm } from './program/run-terms.ts';

/** A reaction that fires in this step. All of them are found before any of them changes the state. */
interface Ready {
  readonly code: ReactionCode;
  readonly outcome: OutcomeCode | undefined;
  readonly because: Because;
  readonly classes: PayloadClasses;
  readonly consumed: readonly string[];
}

/** The values of the slot of a delivery that may come once more: not handled yet, or handled. 0: it does not come once more. */
export const awaited = 1;
const handled = 2;

export class Stepper {
  readonly #program: Program;
  readonly #chooser: Chooser;
  readonly #observer: Observer | undefined;
  readonly #effects: Effects;
  readonly #joinsAndLimits: JoinsAndLimits;
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
  readonly #ready: Ready[] = [];

  constructor(program: Program, chooser: Chooser, observer?: Observer) {
    this.#program = program;
    this.#chooser = chooser;
    this.#observer = observer;
    this.covered = new Uint8Array(program.covers.length);
    this.#effects = new Effects(program, chooser, observer, this.covered);
    this.#joinsAndLimits = new JoinsAndLimits(chooser, this.#effects, observer);
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

  /** Whether fairness does not guarantee the last step: a redelivery, or a loss. */
  isUnsure({ kind }: Action): boolean {
    return kind === 'redeliver' || kind === 'lose' || kind === 'lose-next' || this.#isLost;
  }

  /** Whether the action is possible in this state, whatever is chosen in it. */
  isEnabled(state: Uint8Array, action: Action): boolean {
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
      case 'schedule':
        return (state[action.entry.slot] ?? 0) > 0 && !isWaiting(action.entry, state);
      case 'timer':
        return (state[action.timer.slot] ?? 0) > 0;
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
        this.#react(action.message, action.reactions, true);
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
        const route = action.routes[this.#chooser.choose(action.classSite, action.routes.length)];
        if (route) this.#enter(route);
        break;
      }
      case 'schedule':
        to[action.entry.slot] = (from[action.entry.slot] ?? 0) - 1;
        this.#observer?.fires(action.schedule.id, 'schedule', []);
        effects.carryOut(action.outcome, []);
        break;
      case 'timer': {
        const { timer, routes } = action;
        to[timer.slot] = (from[timer.slot] ?? 0) - 1;
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
    this.#react(variant, reactions, false);
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

  /** All guards read the state before the step. Then everything that fires is carried out, in a chosen order if that makes a difference. */
  #react(variant: MessageVariant, reactions: readonly Listener[], isCopy: boolean): void {
    this.#observer?.receives(variant);
    const [taking] = reactions;
    if (taking) this.#chooser.delivers?.(taking.reaction.participant, variant.message);
    const ready = this.#ready;
    ready.length = 0;
    for (const listener of reactions) {
      if (isCopy && listener.reaction.idempotent) continue;
      if (this.#findsInstance(listener.reaction, variant)) this.#ask(listener, variant);
    }
    if (ready.length > 1) putInOrder(ready, this.#chooser);
    for (const { code, outcome, because, classes, consumed } of ready) {
      this.#observer?.fires(code.reaction.id, because, consumed);
      if (outcome) this.#effects.carryOut(outcome, classes);
    }
  }

  /** Whether the reaction has the instance that it needs. From this delivery on, the keys of the message lead to it. */
  #findsInstance({ reaction, instances }: ReactionCode, { message }: MessageVariant): boolean {
    const code = instances?.get(message);
    if (!code) return true;
    const { links, found, miss } = code;
    for (const link of links) this.#to[link] = 1;
    if (!found || found.some(slot => this.#from[slot])) return true;
    if (miss) this.#to[miss.slot] = 1;
    this.#observer?.misses(reaction);
    return false;
  }

  /** Notes the reaction if it fires; a join may only keep the message. */
  #ask({ reaction: code, position }: Listener, variant: MessageVariant): void {
    const guard = code.guards[position];
    if (code.buffers.length === 0) {
      if (guard && !this.#holds(guard, variant.payloadClasses, code.guardSite)) return;
      this.#prepare(code, variant.payloadClasses, variant.consumed);
      return;
    }
    if (guard) {
      const arriving: (PayloadClass | undefined)[] = [];
      arriving[position] = variant.payloadClass;
      if (!this.#holds(guard, arriving, code.guardSite)) return;
    }
    const classes = this.#joinsAndLimits.join(code, position, variant, this.#to);
    if (!classes || (code.joinGuard && !this.#holds(code.joinGuard, classes, code.guardSite))) return;
    this.#prepare(
      code,
      classes,
      code.buffers.map(({ message }) => message),
    );
  }

  #prepare(code: ReactionCode, classes: PayloadClasses, consumed: readonly string[]): void {
    const { limit } = code;
    if (limit && !this.#joinsAndLimits.count(limit, this.#from)) {
      this.#ready.push({ code, outcome: limit.outcome, because: 'limit', classes, consumed });
      return;
    }
    this.covered[code.cover] = 1;
    this.#ready.push({ code, outcome: this.#branch(code, classes), because: 'trigger', classes, consumed });
  }

  #branch({ body }: ReactionCode, classes: PayloadClasses): OutcomeCode | undefined {
    for (const { condition, site, outcome } of body.branches) {
      if (!condition || site === undefined || this.#holds(condition, classes, site)) return outcome;
    }
    return undefined;
  }

  /** Chooses the value of a condition that the model leaves open. */
  #holds(condition: RunTerm, classes: PayloadClasses, site: number): boolean {
    const known = condition(this.#from, classes);
    if (known === null) return false;
    return typeof known === 'boolean' ? known : this.#chooser.choose(site, 2) === 0;
  }
}
