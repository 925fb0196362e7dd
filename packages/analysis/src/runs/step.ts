/**
 * What a step does: the run semantics, shared by all that runs a choreography. A step is an action and the answers that a
 * chooser gives to what the action asks; it reads one state and writes the next.
 */
import type { Content } from '../expressions/facts.ts';
import type { Known } from '../expressions/value.ts';
import type { RunTerm } from './program/run-terms.ts';
import type { Chooser } from './choices.ts';
import type { Because, Observer } from './observer.ts';
import type {
  Action,
  AlternativeCode,
  EmissionCode,
  EntryRoute,
  Kind,
  Listener,
  OutcomeCode,
  Program,
  Queue,
  ReactionCode,
  Route,
  Variable,
} from './program/program.ts';

/** A reaction that fires in this step: all of them are found before any changes the state. */
interface Ready {
  readonly code: ReactionCode;
  readonly outcome: OutcomeCode | undefined;
  readonly because: Because;
  readonly contents: readonly (Content | undefined)[];
  readonly consumed: readonly string[];
}

/** Of a delivery that may come once more: it has not been handled yet, or has. 0: it comes once and no more. */
export const awaited = 1;
const handled = 2;

/** Counts and buffers hold at most this many. */
const full = 255;

export class Stepper {
  readonly #program: Program;
  readonly #chooser: Chooser;
  readonly #observer: Observer | undefined;
  /** What the last step published, in order. */
  readonly published: Kind[] = [];
  /** The one of them that came from outside. */
  entered: Kind | undefined;
  /** The position in `Program.lates` of a timer whose answer came too late in the last step; -1 for none. */
  late = -1;
  /** By `Program.covers`: what has ever happened. */
  readonly covered: Uint8Array;
  /** What went over what can be counted, so that the step is not to be believed. */
  overflow: 'messages' | 'queue' | 'payload-classes' | undefined;
  #from: Uint8Array = new Uint8Array(0);
  #to: Uint8Array = new Uint8Array(0);
  #isPossible = true;
  readonly #ready: Ready[] = [];

  constructor(program: Program, chooser: Chooser, observer?: Observer) {
    this.#program = program;
    this.#chooser = chooser;
    this.#observer = observer;
    this.covered = new Uint8Array(program.covers.length);
  }

  /** Whether the action can happen in this state, whatever is chosen in it. */
  isEnabled(state: Uint8Array, action: Action): boolean {
    switch (action.kind) {
      case 'deliver':
      case 'lose':
        return (state[action.slot] ?? 0) > 0;
      case 'deliver-next':
      case 'lose-next':
        return (state[action.queue.slot] ?? 0) > 0;
      case 'redeliver':
        return (state[this.#program.budgetSlot] ?? 0) > 0 && state[action.handledSlot] === handled;
      case 'enter':
      case 'schedule':
        return (state[action.entry.slot] ?? 0) > 0;
      case 'timer':
        return (state[action.timer.slot] ?? 0) > 0;
      case 'give-up':
        return action.reaction.buffers.some(({ slots }) => holdsAny(slots, state));
      default:
        return action satisfies never;
    }
  }

  /** Writes to `to`, a copy of `from`, what it becomes. False where these choices cannot be. */
  perform(from: Uint8Array, to: Uint8Array, action: Action): boolean {
    this.#from = from;
    this.#to = to;
    this.published.length = 0;
    this.entered = undefined;
    this.late = -1;
    this.#isPossible = true;
    switch (action.kind) {
      case 'deliver':
        to[action.slot] = (from[action.slot] ?? 0) - 1;
        if (action.lossSite >= 0) this.#note(action.lossSite, 0);
        this.#handle(action.message, action.handledSlot, action.reactions);
        break;
      case 'deliver-next': {
        const position = this.#shift(action.queue);
        const kind = action.queue.kinds[position];
        if (action.lossSite >= 0) this.#note(action.lossSite, 0);
        if (kind) this.#handle(kind, action.handledSlots[position] ?? -1, action.reactions[position] ?? []);
        break;
      }
      case 'redeliver':
        this.#spendRedelivery();
        this.#react(action.message, action.reactions, true);
        break;
      case 'lose':
        to[action.slot] = (from[action.slot] ?? 0) - 1;
        this.#note(action.site, 1);
        break;
      case 'lose-next':
        this.#shift(action.queue);
        this.#note(action.site, 1);
        break;
      case 'enter': {
        to[action.entry.slot] = (from[action.entry.slot] ?? 0) - 1;
        const route = action.routes[this.#chooser.choose(action.contentSite, action.routes.length)];
        if (route) this.#enter(route);
        break;
      }
      case 'schedule':
        to[action.entry.slot] = (from[action.entry.slot] ?? 0) - 1;
        this.#observer?.fires(action.schedule.id, 'schedule', []);
        this.#carryOut(action.outcome, []);
        break;
      case 'timer': {
        const { timer, routes } = action;
        to[timer.slot] = (from[timer.slot] ?? 0) - 1;
        this.#note(action.choiceSite, 1);
        if (timer.late >= 0) to[this.#program.lates[timer.late]?.slot ?? 0] = 1;
        const route = routes[this.#chooser.choose(action.contentSite, routes.length)];
        this.#observer?.fires('', 'timer', []);
        if (route) this.#publish(route);
        break;
      }
      case 'give-up':
        this.#giveUp(action.reaction);
        break;
      default:
        action satisfies never;
    }
    return this.#isPossible;
  }

  #enter({ kind, allowed, route, handledSlot, lossSite, reactions, queue }: EntryRoute): void {
    // It cannot overtake what went the same way before.
    if (!allowed || (queue && (this.#from[queue.slot] ?? 0) > 0)) this.#isPossible = false;
    this.entered = kind;
    this.#publish(route);
    if (lossSite >= 0 && this.#chooser.choose(lossSite, 2) === 1) this.#observer?.loses(kind);
    else if (reactions.length > 0 || handledSlot >= 0) this.#handle(kind, handledSlot, reactions);
    else this.#observer?.receives(kind);
  }

  #handle(kind: Kind, handledSlot: number, reactions: readonly Listener[]): void {
    if (handledSlot >= 0 && this.#from[handledSlot] === awaited) this.#to[handledSlot] = handled;
    this.#react(kind, reactions, false);
  }

  #spendRedelivery(): void {
    const { budgetSlot, handledSlots } = this.#program;
    const left = (this.#from[budgetSlot] ?? 0) - 1;
    this.#to[budgetSlot] = left;
    if (left === 0) for (const slot of handledSlots) this.#to[slot] = 0;
  }

  /** All guards see the state as it was; then what fires is carried out, in the order of the reactions. */
  #react(kind: Kind, reactions: readonly Listener[], isCopy: boolean): void {
    this.#observer?.receives(kind);
    const ready = this.#ready;
    ready.length = 0;
    for (const listener of reactions) {
      if (isCopy && listener.reaction.idempotent) continue;
      this.#ask(listener, kind);
    }
    for (const { code, outcome, because, contents, consumed } of ready) {
      this.#observer?.fires(code.reaction.id, because, consumed);
      if (outcome) this.#carryOut(outcome, contents);
    }
  }

  /** Whether a reaction fires, and with what; a join may only keep the message. */
  #ask({ reaction: code, position }: Listener, kind: Kind): void {
    const guard = code.guards[position];
    if (code.buffers.length === 0) {
      if (guard && !this.#holds(guard, kind.contents, code.guardSite)) return;
      this.#prepare(code, kind.contents, kind.consumed);
      return;
    }
    if (guard) {
      const arriving: (Content | undefined)[] = [];
      arriving[position] = kind.content;
      if (!this.#holds(guard, arriving, code.guardSite)) return;
    }
    const contents = this.#join(code, position, kind);
    if (!contents || (code.joinGuard && !this.#holds(code.joinGuard, contents, code.guardSite))) return;
    this.#prepare(
      code,
      contents,
      code.buffers.map(({ message }) => message),
    );
  }

  #prepare(code: ReactionCode, contents: Ready['contents'], consumed: readonly string[]): void {
    const { limit } = code;
    if (limit) {
      const count = this.#from[limit.slot] ?? 0;
      if (count >= limit.times) {
        this.#ready.push({ code, outcome: limit.outcome, because: 'limit', contents, consumed });
        return;
      }
      // One more could not be counted, and would begin anew.
      this.#add(limit.slot, 1);
    }
    this.covered[code.cover] = 1;
    this.#ready.push({ code, outcome: this.#branch(code, contents), because: 'trigger', contents, consumed });
  }

  #branch({ body }: ReactionCode, contents: Ready['contents']): OutcomeCode | undefined {
    for (const { condition, site, outcome } of body.branches) {
      if (!condition || this.#holds(condition, contents, site)) return outcome;
    }
    return undefined;
  }

  /** Keeps the message; with one of each there, takes them out and says what they carry. */
  #join(code: ReactionCode, position: number, kind: Kind): readonly (Content | undefined)[] | undefined {
    const to = this.#to;
    const slots = code.buffers[position]?.slots ?? [];
    const slot = slots.length > 1 ? (slots[kind.contentIndex] ?? 0) : (slots[0] ?? 0);
    this.#add(slot, 1);
    const late = code.within?.lates[position];
    if (late !== undefined) {
      const lateSlot = this.#program.lates[late]?.slot ?? 0;
      if (to[lateSlot]) this.late = late;
      to[lateSlot] = 0;
    }
    for (const buffer of code.buffers) {
      if (!holdsAny(buffer.slots, to)) {
        this.#observer?.collects(code.reaction);
        return undefined;
      }
    }
    if (code.within) this.#note(code.within.site, 0);
    return code.buffers.map(buffer => {
      const held = buffer.slots.filter(one => to[one]);
      const taken = held[this.#chooser.choose(code.guardSite + 1, held.length)] ?? 0;
      to[taken] = (to[taken] ?? 0) - 1;
      return buffer.contents[buffer.slots.indexOf(taken)];
    });
  }

  #giveUp(code: ReactionCode): void {
    const { within } = code;
    if (!within) return;
    this.#note(within.site, 1);
    const consumed = code.buffers.flatMap(({ slots, message }, position) => {
      const held = slots.reduce((sum, slot) => sum + (this.#from[slot] ?? 0), 0);
      for (const slot of slots) this.#to[slot] = 0;
      const late = within.lates[position];
      if (held === 0 && late !== undefined) this.#to[this.#program.lates[late]?.slot ?? 0] = 1;
      return Array.from({ length: held }, () => message);
    });
    this.#observer?.fires(code.reaction.id, 'give-up', consumed);
    this.#carryOut(within.outcome, []);
  }

  /** Picks an alternative: first what it sets, then what it cancels, then its timers and emissions. */
  #carryOut({ site, alternatives }: OutcomeCode, contents: Ready['contents']): void {
    const taken = alternatives[this.#chooser.choose(site, alternatives.length)];
    if (!taken?.allowed) {
      this.#isPossible = false;
      return;
    }
    this.covered[taken.cover] = 1;
    this.#observer?.takes(taken.alternative);
    this.#set(taken, contents);
    for (const { timer, site: timerSite } of taken.cancels) {
      if (this.#to[timer.slot]) this.#note(timerSite, 0);
      this.#to[timer.slot] = 0;
      const lateSlot = this.#program.lates[timer.late]?.slot;
      if (lateSlot !== undefined && this.#to[lateSlot]) {
        this.late = timer.late;
        this.#to[lateSlot] = 0;
      }
      this.#observer?.cancels(timer.message);
    }
    for (const start of taken.starts) {
      const count = this.#countOf(start);
      if (count === 0) continue;
      this.#add(start.target.slot, count);
      const lateSlot = this.#program.lates[start.target.late]?.slot;
      if (lateSlot !== undefined) this.#to[lateSlot] = 0;
      for (let index = 0; index < count; index++) this.#observer?.starts(start.target.message);
    }
    for (const emission of taken.emissions) {
      const count = this.#countOf(emission);
      for (let index = 0; index < count; index++) {
        const route = emission.target[this.#chooser.choose(emission.contentSite, emission.target.length)];
        if (route) this.#publish(route);
      }
    }
  }

  #set({ sets }: AlternativeCode, contents: Ready['contents']): void {
    for (const { variable, value, site } of sets) {
      const known = value(this.#from, contents);
      this.#to[variable.slot] =
        known === undefined || known === null
          ? this.#chooser.choose(site, variable.values.length)
          : positionOf(variable, known);
    }
  }

  #countOf({ least, ways, site }: EmissionCode<unknown>): number {
    return least + this.#chooser.choose(site, ways);
  }

  #publish({ kind, slots, queues }: Route): void {
    this.published.push(kind);
    this.#observer?.publishes(kind);
    const { counterSlot, counterMost } = kind;
    const count = counterSlot < 0 ? counterMost : (this.#to[counterSlot] ?? 0);
    if (count < counterMost) this.#to[counterSlot] = count + 1;
    for (const slot of slots) this.#add(slot, 1);
    for (const queue of queues) this.#push(queue, queue.kinds.indexOf(kind));
  }

  #add(slot: number, count: number): void {
    const sum = (this.#to[slot] ?? 0) + count;
    if (sum > full) this.overflow = 'messages';
    this.#to[slot] = Math.min(sum, full);
  }

  #push({ slot, capacity }: Queue, position: number): void {
    if (position >= full) {
      this.overflow = 'payload-classes';
      return;
    }
    for (let index = slot; index < slot + capacity; index++) {
      if (this.#to[index]) continue;
      this.#to[index] = position + 1;
      return;
    }
    this.overflow = 'queue';
  }

  /** Takes the head of a queue; its position among the queue's kinds. */
  #shift({ slot, capacity }: Queue): number {
    const head = this.#to[slot] ?? 0;
    this.#to.copyWithin(slot, slot + 1, slot + capacity);
    this.#to[slot + capacity - 1] = 0;
    return head - 1;
  }

  /** A condition that the model leaves open goes either way. */
  #holds(condition: RunTerm, contents: Ready['contents'], site: number): boolean {
    const known = condition(this.#from, contents);
    if (known === null) return false;
    return typeof known === 'boolean' ? known : this.#chooser.choose(site, 2) === 0;
  }

  #note(site: number, way: number): void {
    if (!this.#chooser.note(site, way)) this.#isPossible = false;
  }
}

function holdsAny(slots: readonly number[], state: Uint8Array): boolean {
  for (const slot of slots) if (state[slot]) return true;
  return false;
}

/** Numbers stop at their bounds. */
function positionOf({ values }: Variable, value: Known): number {
  const [first] = values;
  if (typeof value === 'number' && typeof first === 'number') {
    const last = values.length - 1;
    return Math.max(0, Math.min(last, Math.trunc(value) - first));
  }
  return Math.max(0, values.indexOf(value));
}
