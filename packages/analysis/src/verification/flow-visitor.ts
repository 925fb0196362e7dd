/** What one exploration finds: where claims are violated first, how runs end, and what the questions observe. */
import { isQuiescent } from '../runs/initial-states.ts';
import type { Action } from '../runs/program/action.ts';
import type { Program } from '../runs/program/program.ts';
import { exitCounters, exitsOf } from '../runs/snapshot.ts';
import type { Stepper } from '../runs/step.ts';
import type { Bound } from './bound.ts';
import type { Claim } from './claim.ts';
import type { FlowObserver } from './flow-observer.ts';
import type { Visitor } from './search/explore.ts';
import type { Remember } from './search/paths.ts';
import type { StateStore } from './search/state-store.ts';

export class FlowVisitor implements Visitor {
  readonly claims: readonly Claim[];
  readonly remember?: Remember;
  /** By claim: the first state in which its condition holds (`never`, and `at-end` at rest); absent if there is none. */
  readonly violations = new Map<Claim, number>();
  /** How cases end, each with the first such state at rest. */
  readonly ends = new Map<string, { readonly exits: readonly string[]; readonly state: number }>();
  /** The states at rest, in the order of coming. */
  readonly atRest: number[] = [];
  /** The claims whose counters reached their maximum. */
  readonly limited = new Set<Claim>();
  readonly #program: Program;
  /** By case: the slots that count what has left. */
  readonly #exitSlots: readonly (readonly number[])[];
  readonly #knownExits = new Set<string>();
  readonly #left: Set<Claim>;
  readonly #limits: readonly Claim[];
  readonly #observers: readonly FlowObserver[];
  readonly #ofStates: readonly FlowObserver[];
  readonly #ofSteps: readonly FlowObserver[];

  constructor(
    program: Program,
    claims: readonly Claim[],
    observers: readonly FlowObserver[],
    remember: Remember | undefined,
  ) {
    this.#program = program;
    this.#exitSlots = Array.from({ length: program.cases }, (_, index) =>
      exitCounters(program, index).map(({ slot }) => slot),
    );
    this.claims = claims;
    this.#limits = claims.filter(({ limit }) => limit !== undefined);
    this.#left = new Set(claims.filter(({ kind }) => kind !== 'passes'));
    this.#observers = observers;
    this.#ofStates = observers.filter(({ state }) => state !== undefined);
    this.#ofSteps = observers.filter(({ step }) => step !== undefined);
    if (remember) this.remember = remember;
  }

  /** What a question has observed, by the class of its observer. */
  observed<T extends FlowObserver>(kind: abstract new (...args: never[]) => T): T | undefined {
    for (const observer of this.#observers) if (observer instanceof kind) return observer;
    return undefined;
  }

  /** Whether an observer found something whose shortest run a reduced search may have left out. */
  get mayLackShortest(): boolean {
    return this.#observers.some(observer => observer.mayLackShortest);
  }

  get halt(): Bound | undefined {
    for (const { halt } of this.#observers) if (halt) return halt;
    return undefined;
  }

  get cut(): Bound | undefined {
    for (const { cut } of this.#observers) if (cut) return cut;
    return undefined;
  }

  begin(store: StateStore): void {
    for (const observer of this.#observers) observer.begin?.(store);
  }

  state(number: number, state: Uint8Array): boolean {
    for (const claim of this.#left) {
      if (!claim.holds(state)) continue;
      this.violations.set(claim, number);
      this.#left.delete(claim);
    }
    for (const claim of this.#limits) if (claim.limit?.isReached(state)) this.limited.add(claim);
    const isAtRest = isQuiescent(this.#program, state);
    if (isAtRest) this.#end(number, state);
    let isOfInterest = true;
    for (const observer of this.#ofStates) {
      if (!observer.state?.(number, state, isAtRest)) isOfInterest = false;
    }
    return isOfInterest;
  }

  step(from: number, _before: Uint8Array, action: Action, _after: Uint8Array, stepper: Stepper, to: number): void {
    for (const observer of this.#ofSteps) observer.step?.(from, action, stepper, to);
  }

  expanded(number: number): void {
    for (const observer of this.#observers) observer.expanded?.(number);
  }

  #end(number: number, state: Uint8Array): void {
    this.atRest.push(number);
    for (const [index, slots] of this.#exitSlots.entries()) {
      let counts = '';
      for (const slot of slots) counts += String.fromCharCode(state[slot] ?? 0);
      if (this.#knownExits.has(counts)) continue;
      this.#knownExits.add(counts);
      const exits = exitsOf(this.#program, state, index);
      const key = exits.join(' ');
      if (!this.ends.has(key)) this.ends.set(key, { exits, state: number });
    }
  }
}
