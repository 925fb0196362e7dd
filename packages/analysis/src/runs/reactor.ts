/** What a delivery makes the reactions of a service do: those that take it fire, or it is refused, or dropped. */
import type { PayloadClass } from '../expressions/facts.ts';
import type { Chooser } from './choices.ts';
import type { Effects, PayloadClasses } from './effects.ts';
import { putInOrder } from './firing-order.ts';
import type { JoinsAndLimits } from './joins-and-limits.ts';
import type { Because, Observer } from './observer.ts';
import type { MessageVariant, Listener, OutcomeCode, ReactionCode, RetryCode } from './program/program-parts.ts';
import type { RunTerm } from './program/run-terms.ts';
import { firstToGiveUp } from './program/refusals.ts';

/** A reaction that fires in this step. All of them are found before any of them changes the state. */
interface Ready {
  readonly code: ReactionCode;
  readonly outcome: OutcomeCode | undefined;
  readonly because: Because;
  readonly classes: PayloadClasses;
  /** The values of further keys that it passes on. */
  readonly tuple: number;
  readonly consumed: readonly string[];
}

export class Reactor {
  readonly #chooser: Chooser;
  readonly #effects: Effects;
  readonly #joinsAndLimits: JoinsAndLimits;
  readonly #observer: Observer | undefined;
  /** See `Stepper.covered`. */
  readonly #covered: Uint8Array;
  readonly #ready: Ready[] = [];
  #from: Uint8Array = new Uint8Array(0);
  #to: Uint8Array = new Uint8Array(0);

  constructor(
    chooser: Chooser,
    effects: Effects,
    joinsAndLimits: JoinsAndLimits,
    observer: Observer | undefined,
    covered: Uint8Array,
  ) {
    this.#chooser = chooser;
    this.#effects = effects;
    this.#joinsAndLimits = joinsAndLimits;
    this.#observer = observer;
    this.#covered = covered;
  }

  /** Begins a step, see `Effects.begin`. */
  begin(from: Uint8Array, to: Uint8Array): void {
    this.#from = from;
    this.#to = to;
  }

  /** All guards read the state before the step. Then everything that fires is carried out, in a chosen order if that makes a difference. */
  react(variant: MessageVariant, reactions: readonly Listener[], isCopy: boolean): void {
    this.#observer?.receives(variant);
    const [taking] = reactions;
    if (taking) this.#chooser.delivers?.(taking.reaction.participant, variant.message);
    const ready = this.#ready;
    ready.length = 0;
    let isTaken = false;
    let retry: RetryCode | undefined;
    for (const listener of reactions) {
      if (isCopy && listener.reaction.idempotent) continue;
      const refused = this.#hasInstance(listener.reaction, variant)
        ? this.#ask(listener, variant)
        : this.#withoutInstance(listener.reaction, variant);
      if (!refused) isTaken = true;
      else if (refused !== 'dropped') retry = firstToGiveUp(retry, refused);
    }
    if (!isTaken && retry) this.#refuse(retry, variant);
    else this.#link(reactions, variant);
    if (isTaken) this.#noteTaken(reactions);
    if (ready.length > 1) putInOrder(ready, this.#chooser);
    for (const { code, outcome, because, classes, tuple, consumed } of ready) {
      this.#observer?.fires(code.reaction.id, because, consumed);
      if (outcome) this.#effects.carryOut(outcome, classes, tuple);
    }
  }

  #hasInstance({ instances }: ReactionCode, { message }: MessageVariant): boolean {
    const found = instances?.get(message)?.found;
    return !found || found.some(slot => this.#from[slot]);
  }

  /** What becomes of a message that finds no instance of a reaction. */
  #withoutInstance({ reaction, instances, retry }: ReactionCode, { message }: MessageVariant): 'dropped' | RetryCode {
    const again = retry?.behindGuard ?? retry?.amongBranches;
    if (again) return again;
    const miss = instances?.get(message)?.miss;
    if (miss) this.#to[miss.slot] = 1;
    this.#observer?.misses(reaction);
    return 'dropped';
  }

  /** From this delivery on, the keys of the message lead to the instance of the service. */
  #link(reactions: readonly Listener[], { message }: MessageVariant): void {
    for (const { reaction } of reactions) {
      for (const slot of reaction.instances?.get(message)?.links ?? []) this.#to[slot] = 1;
    }
  }

  /** Nothing takes this delivery. It stays on its way, which is no step, until it has been refused often enough. */
  #refuse({ reaction, bound }: RetryCode, { payloadClasses, tuple, consumed }: MessageVariant): void {
    if (!bound) {
      this.#effects.ruleOut();
      return;
    }
    this.#effects.note(bound.site, 1);
    this.#observer?.fires(reaction.id, 'refused', consumed);
    this.#effects.carryOut(bound.outcome, payloadClasses, tuple);
  }

  /** How often it has been refused before counts as a choice. */
  #noteTaken(reactions: readonly Listener[]): void {
    for (const { reaction } of reactions) {
      const { behindGuard, amongBranches } = reaction.retry ?? {};
      if (behindGuard?.bound) this.#effects.note(behindGuard.bound.site, 0);
      if (amongBranches?.bound) this.#effects.note(amongBranches.bound.site, 0);
    }
  }

  /**
   * Notes the reaction if it fires; a join may only keep the message. If it does not take the message, says what becomes of it, as
   * far as this reaction goes.
   */
  #ask({ reaction: code, position }: Listener, variant: MessageVariant): 'dropped' | RetryCode | undefined {
    const guard = code.guards[position];
    if (code.buffers.length === 0) {
      const { payloadClasses: classes, tuple, consumed } = variant;
      if (guard && !this.#holds(guard, classes, code.guardSite)) return code.retry?.behindGuard ?? 'dropped';
      const among = code.retry?.amongBranches;
      const outcome = among && this.#branch(code, classes);
      if (among && !outcome) return among;
      this.#prepare(code, classes, tuple, consumed, outcome);
      return undefined;
    }
    if (guard) {
      const arriving: (PayloadClass | undefined)[] = [];
      arriving[position] = variant.payloadClass;
      if (!this.#holds(guard, arriving, code.guardSite)) return 'dropped';
    }
    const classes = this.#joinsAndLimits.join(code, position, variant, this.#to);
    if (!classes || (code.joinGuard && !this.#holds(code.joinGuard, classes, code.guardSite))) return undefined;
    this.#prepare(
      code,
      classes,
      this.#joinsAndLimits.joined,
      code.buffers.map(({ message }) => message),
    );
    return undefined;
  }

  /** `outcome`: of its branches, if that is known. */
  #prepare(
    code: ReactionCode,
    classes: PayloadClasses,
    tuple: number,
    consumed: readonly string[],
    outcome?: OutcomeCode,
  ): void {
    const { limit } = code;
    if (limit && !this.#joinsAndLimits.count(limit, this.#from)) {
      this.#ready.push({ code, outcome: limit.outcome, because: 'limit', classes, tuple, consumed });
      return;
    }
    this.#covered[code.cover] = 1;
    this.#ready.push({
      code,
      outcome: outcome ?? this.#branch(code, classes),
      because: 'trigger',
      classes,
      tuple,
      consumed,
    });
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
