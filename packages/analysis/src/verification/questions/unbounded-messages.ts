/** `unbounded-messages`: messages that pile up without end. */
import { namesOf } from '@choreo/model';
import { snapshotOf } from '../../runs/snapshot.ts';
import { flowSpan } from '../claim.ts';
import type { Program } from '../../runs/program/program.ts';
import type { Bound } from '../bound.ts';
import type { FlowObserver } from '../flow-observer.ts';
import type { Context, Question } from '../question.ts';
import type { Exploration } from '../search/explore.ts';
import { mayLoop } from '../search/may-loop.ts';
import { pathTo, runTo, stateAt } from '../search/paths.ts';
import type { Remember } from '../search/paths.ts';
import { coveredAncestor, isRepeatable, lastMoves, pumpViewOf } from '../search/pumping.ts';
import type { PumpView } from '../search/pumping.ts';
import type { StateStore } from '../search/state-store.ts';
import type { Verdict } from '../verdict.ts';

export const unboundedMessages: Question = {
  codes: ['unbounded-messages'],
  observe: (program, remember) => new Pumping(program, remember),
  verdicts: pumpVerdicts,
};

/** A state with more messages on their way than an earlier one on its path, and everything else the same. */
interface Pump {
  readonly ancestor: number;
  readonly state: number;
}

/** How many states are still explored once it is known that messages pile up. */
const mostAfterPump = 20_000;

export class Pumping implements FlowObserver {
  found: Pump | undefined;
  halt: Bound | undefined;
  cut: Bound | undefined;
  readonly #program: Program;
  readonly #remember: Remember | undefined;
  /** Undefined if no run can come back to an earlier state. */
  readonly #view: PumpView | undefined;
  #store: StateStore | undefined;

  constructor(program: Program, remember: Remember | undefined) {
    this.#program = program;
    this.#remember = remember;
    this.#view = mayLoop(program.choreography) ? pumpViewOf(program) : undefined;
  }

  begin(store: StateStore): void {
    this.#store = store;
  }

  state(number: number, state: Uint8Array, isAtRest: boolean): boolean {
    if (isAtRest || !this.#view || !this.#store) return true;
    const ancestor = coveredAncestor(this.#store, number, state, this.#view);
    if (ancestor >= 0 && !this.found && this.#isRepeatable(this.#store, this.#view, ancestor, number)) {
      this.found = { ancestor, state: number };
      this.cut = { kind: 'pumping' };
    }
    // The search continues for so many states, with what piles up once or twice.
    if (this.found && number > this.found.state + mostAfterPump) this.halt = { kind: 'pumping' };
    return !(this.found && ancestor >= 0);
  }

  #isRepeatable(store: StateStore, view: PumpView, ancestor: number, state: number): boolean {
    const program = this.#program;
    let depth = 0;
    for (let at = state; at !== ancestor && at >= 0; at = store.parentOf(at)) depth++;
    const soFar = {
      program,
      store,
      initial: [[]],
      edges: undefined,
      covered: new Uint8Array(0),
      bound: undefined,
      expanded: 0,
    };
    const path = pathTo(soFar, state, this.#remember);
    return isRepeatable(program, stateAt(soFar, state), lastMoves(path, depth), view);
  }
}

function pumpVerdicts({ main: { exploration, visitor, remember, program }, states }: Context): readonly Verdict[] {
  const pump = visitor.observed(Pumping)?.found;
  if (!pump) return [];
  const { ancestor, state } = pump;
  const run = runTo(exploration, state, remember);
  const [before, after] = [ancestor, state].map(number => snapshotOf(program, stateAt(exploration, number)));
  const countOf = (snapshot: typeof after, message: string): number =>
    [...(snapshot?.pending ?? []), ...(snapshot?.timers ?? [])]
      .filter(one => one.message === message)
      .reduce(
        (sum, { count }) => sum + count,
        (snapshot?.waiting ?? []).flatMap(({ messages }) => messages.filter(one => one === message)).length,
      );
  const grown = [...namesOf(program.choreography).messages.keys()].filter(
    message => countOf(after, message) > countOf(before, message),
  );
  const depth = depthOf(exploration, state) - depthOf(exploration, ancestor);
  const loop = run.steps.slice(run.steps.length - depth);
  const reactions = [...new Set(loop.flatMap(({ firings }) => firings.map(({ reaction }) => reaction)))];
  const spans = loop.flatMap(({ firings }) => firings.map(({ span }) => span));
  return [
    {
      code: 'unbounded-messages',
      status: 'violated',
      bounds: [],
      span: spans[0] ?? flowSpan(program.choreography),
      about: spans.slice(1),
      subject: { kind: 'loop', messages: grown, reactions },
      run,
      badStep: Math.max(0, run.steps.length - depth),
      states,
    },
  ];
}

function depthOf({ store }: Exploration, number: number): number {
  let depth = 0;
  for (let at = store.parentOf(number); at >= 0; at = store.parentOf(at)) depth++;
  return depth;
}
