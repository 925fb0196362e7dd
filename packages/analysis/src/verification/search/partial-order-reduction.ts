/**
 * Leaves out orders of delivery that make no difference. In each state a part of the enabled steps is enough if nothing that
 * the others can lead to depends on them: a persistent set (Godefroid, 1996). Either one delivery that commutes with all that
 * its service does, or all steps of a service that nothing from outside can reach before it acts itself, and onto whose ordered
 * channels nobody else can publish before. What reactions can no longer do, because a state that they ask has settled, is left out
 * of both.
 *
 * What is kept: the states at rest, everything that happens on the way to them, whether runs can go on forever, and the order
 * of messages, or of changes of states, for which a claim asks. Only for at most one redelivery, and only where no run comes back to where it was.
 */
import type { Action } from '../../runs/program/action.ts';
import type { ReactionCode } from '../../runs/program/program-parts.ts';
import type { Program } from '../../runs/program/program.ts';
import { listenersOf, publishedBy, statesSetBy } from './listeners.ts';
import { isLimitReached, remainingOf } from './remaining-effects.ts';
import type { Remaining } from './remaining-effects.ts';
import { SettledConditions } from './settled-conditions.ts';
import { SharedQueues } from './shared-queues.ts';
import { hasService, WhoReachesWhom } from './who-reaches-whom.ts';

export interface Select {
  /** Whether each delivery that may come once more begins runs of its own, in which no other may: then none waits for another. */
  readonly forEach: 'delivery' | undefined;
  /** The enabled actions that are enough. */
  from(state: Uint8Array, enabled: Action[]): readonly Action[];
}

/** What the order is asked of: messages, changes of the states in these slots, or all deliveries to these services. */
export type Order =
  | { readonly of: 'messages'; readonly ids: readonly string[] }
  | { readonly of: 'states'; readonly slots: readonly number[] }
  | { readonly of: 'deliveries'; readonly services: readonly string[] };

export function reductionOf(program: Program, orders: readonly Order[]): Select | undefined {
  const { actions, redeliveries, tuples } = program;
  // Which value of a further key is the first one depends on the order of the steps that make them.
  if (redeliveries > 1 || tuples.keys.length > 0) return undefined;
  if (actions.length * program.choreography.participants.length > mostPairs) return undefined;
  const reduction = new Reduction(program, orders);
  const from = (state: Uint8Array, enabled: Action[]): readonly Action[] => reduction.from(state, enabled);
  return { forEach: redeliveries > 0 ? 'delivery' : undefined, from };
}

/** In larger models finding out who can reach whom takes longer than it saves: their runs are too many anyway. */
const mostPairs = 2_000_000;
/** Of so many ways in which conditions have settled it is found out what they leave; in all others, as if none had. */
const mostPlans = 10_000;

/** Where conditions have settled in one way. */
interface Plan {
  /** By action: it commutes with all that its service does, and nobody asks for its order. */
  readonly free: readonly boolean[];
  /** See `WhoReachesWhom.reachedBy`. */
  readonly reached: Uint32Array;
  /** See `SharedQueues.partnersOf`. */
  readonly partners: Uint32Array | undefined;
}

class Reduction {
  readonly #program: Program;
  readonly #settled: SettledConditions;
  readonly #limited: readonly ReactionCode[];
  /** The services all of whose deliveries keep their order, also those that no longer do anything. */
  readonly #ordering: ReadonlySet<string>;
  readonly #reach: WhoReachesWhom;
  readonly #shared: SharedQueues;
  readonly #isInOrder: readonly boolean[];
  readonly #isInOrderOfSeveral: readonly boolean[];
  /** By action: what comes from outside with it goes onto an ordered channel, or leads its sender to an instance from then on. */
  readonly #isQueued: readonly boolean[];
  readonly #keptBy: readonly (ReactionCode | undefined)[];
  readonly #serviceOf: readonly number[];
  /** By action: the places of the reactions that it asks. */
  readonly #asked: readonly (readonly number[])[];
  readonly #blocked: Uint32Array;
  readonly #plans = new Map<string, Plan>();
  readonly #remaining = new Map<string, Remaining>();
  readonly #unsettled: Plan;

  constructor(program: Program, orders: readonly Order[]) {
    const { actions } = program;
    this.#program = program;
    this.#settled = new SettledConditions(program);
    this.#reach = new WhoReachesWhom(program);
    this.#shared = new SharedQueues(program, this.#reach);
    const { codes, services, words } = this.#reach;
    this.#limited = codes.filter(({ limit }) => limit);
    this.#ordering = new Set(orders.flatMap(order => (order.of === 'deliveries' ? order.services : [])));
    this.#serviceOf = actions.map(({ participant }) => services.indexOf(participant));
    this.#asked = actions.map(action => listenersOf(action).map(({ reaction }) => codes.indexOf(reaction)));
    this.#blocked = new Uint32Array(words);
    const published = actions.map(action => new Set(publishedBy(action)));
    const set = actions.map(action => new Set(statesSetBy(action)));
    const isIn = (index: number, order: Order): boolean => {
      switch (order.of) {
        case 'messages':
          return order.ids.some(message => published[index]?.has(message));
        case 'states':
          return order.slots.some(slot => set[index]?.has(slot));
        case 'deliveries':
          return this.#isDelivery(index) && order.services.includes(actions[index]?.participant ?? '');
        default:
          return order satisfies never;
      }
    };
    this.#isInOrder = actions.map(({ index }) => orders.some(order => isIn(index, order)));
    const ofSeveral = orders.filter(order => {
      if (order.of === 'deliveries') return false;
      const owners = actions.filter(({ index }) => isIn(index, order));
      return new Set(order.of === 'messages' ? owners.map(publisherOf) : owners.map(one => one.participant)).size > 1;
    });
    this.#isInOrderOfSeveral = actions.map(({ index }) => ofSeveral.some(order => isIn(index, order)));
    this.#isQueued = actions.map(
      action =>
        action.kind === 'enter' &&
        action.routes.some(({ route: { queues, links } }) => queues.length > 0 || links.length > 0),
    );
    // What only keeps a message publishes nothing.
    this.#keptBy = actions.map(action =>
      this.#ordering.has(action.participant) ? undefined : joinKeptBy(action, program),
    );
    this.#unsettled = this.#planOf(undefined);
  }

  from(state: Uint8Array, enabled: readonly Action[]): readonly Action[] {
    const { free, reached, partners } = this.#planIn(state);
    for (const single of enabled) {
      if (free[single.index] || isKeptOnly(this.#keptBy[single.index], state)) {
        return enabled.filter(action => isSameDelivery(action, single));
      }
    }
    this.#block(state, reached);
    if (partners) this.#blockPartners(state, reached, partners);
    let best = enabled;
    let last = -1;
    for (const { index } of enabled) {
      const service = this.#serviceOf[index] ?? -1;
      if (service < 0 || service === last || hasService(this.#blocked, service)) continue;
      last = service;
      const own = enabled.filter(action => this.#serviceOf[action.index] === service);
      // A redelivery need not come, nor the loss of a message that is refused: alone they are not enough.
      if (own.length >= best.length || own.every(needNotCome)) continue;
      if (!own.some(action => this.#isInOrderOfSeveral[action.index])) best = own;
    }
    return best;
  }

  /** The services that something from outside can reach before they act themselves. */
  #block(state: Uint8Array, reached: Uint32Array): void {
    const { size } = this.#reach;
    const blocked = this.#blocked;
    blocked.fill(0);
    for (let index = 0; index < size; index++) {
      if (!this.#reach.isPending(index, state)) continue;
      for (let word = 0; word < blocked.length; word++) {
        blocked[word] = (blocked[word] ?? 0) | (reached[index * blocked.length + word] ?? 0);
      }
    }
  }

  /** The services with whose steps those of another do not commute that can act before they act themselves. */
  #blockPartners(state: Uint8Array, reached: Uint32Array, partners: Uint32Array): void {
    const { size, serviceOf, services, words } = this.#reach;
    const blocked = this.#blocked;
    for (let index = 0; index < size; index++) {
      if (!this.#reach.isPending(index, state)) continue;
      const acting = serviceOf[index] ?? -1;
      for (let service = 0; service < services.length; service++) {
        if (service === acting || hasService(blocked, service)) continue;
        for (let word = 0; word < words; word++) {
          const own = acting >>> 5 === word ? 1 << (acting & 31) : 0;
          const acts = (reached[index * words + word] ?? 0) | own;
          if (!(acts & (partners[service * words + word] ?? 0))) continue;
          blocked[service >>> 5] = (blocked[service >>> 5] ?? 0) | (1 << (service & 31));
          break;
        }
      }
    }
  }

  #planIn(state: Uint8Array): Plan {
    let key = this.#settled.keyOf(state);
    for (const code of this.#limited) key += isLimitReached(code, state) ? '1' : '0';
    const known = this.#plans.get(key);
    if (known) return known;
    if (this.#plans.size >= mostPlans) return this.#unsettled;
    const plan = this.#planOf(state);
    this.#plans.set(key, plan);
    return plan;
  }

  #planOf(state: Uint8Array | undefined): Plan {
    const remaining = this.#reach.codes.map((code, index) => this.#remainingOf(code, index, state));
    const free = this.#program.actions.map(
      ({ kind, index }) =>
        (kind === 'deliver' || kind === 'enter') &&
        !this.#isInOrder[index] &&
        !this.#isQueued[index] &&
        (this.#asked[index] ?? []).every(code => remaining[code]?.isPlain),
    );
    return { free, reached: this.#reach.reachedBy(remaining), partners: this.#shared.partnersOf(remaining) };
  }

  #isDelivery(index: number): boolean {
    return (this.#asked[index] ?? []).length > 0;
  }

  #remainingOf(code: ReactionCode, index: number, at: Uint8Array | undefined): Remaining {
    const state = this.#ordering.has(code.participant) ? undefined : at;
    const settled = state ? this.#settled.keyOf(state, code.participant, code.case) : '';
    const key = `${index} ${state ? 'from' : 'anywhere'} ${isLimitReached(code, state)} ${settled}`;
    const known = this.#remaining.get(key);
    if (known) return known;
    const remaining = remainingOf(code, state, this.#settled);
    this.#remaining.set(key, remaining);
    return remaining;
  }
}

const needNotCome = ({ kind }: Action): boolean => kind === 'redeliver' || kind === 'lose' || kind === 'lose-next';

/** Whose steps keep an order among one another: those of one service, each entry for itself. */
function publisherOf({ kind, participant, index }: Action): string {
  return kind === 'enter' ? `entry ${index}` : `service ${participant}`;
}

/** A delivery and its loss exclude one another. */
function isSameDelivery(action: Action, other: Action): boolean {
  if (action === other) return true;
  const isDelivery = (one: Action) => one.kind === 'deliver' || one.kind === 'lose';
  return isDelivery(action) && isDelivery(other) && action.slot === other.slot;
}

/**
 * The join that keeps a delivered message, if it does the same in any order and its messages do nothing else at its service.
 * While others are missing such a delivery makes nothing happen. It may well come first then: what happens between the last of
 * the others and this one does not come of those others, and can as well happen before the last of them.
 */
function joinKeptBy(action: Action, { actions }: Program): ReactionCode | undefined {
  if (action.kind !== 'deliver') return undefined;
  const [listener, another] = action.reactions;
  const join = listener?.reaction;
  if (!join || another || join.buffers.length < 2) return undefined;
  const isAlone = actions.every(other => {
    if (other.participant !== action.participant || other.case !== action.case) return true;
    const listeners = listenersOf(other);
    return !listeners.some(({ reaction }) => reaction === join) || listeners.every(({ reaction }) => reaction === join);
  });
  return isAlone && remainingOf(join).isPlain ? join : undefined;
}

/** More than one of the messages of the join is missing, so that one more fires nothing. */
function isKeptOnly(join: ReactionCode | undefined, state: Uint8Array): boolean {
  if (!join) return false;
  let missing = 0;
  for (const { slots } of join.buffers) if (!slots.some(slot => state[slot])) missing++;
  return missing > 1;
}
