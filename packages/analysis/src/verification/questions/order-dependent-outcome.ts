/**
 * `order-dependent-outcome`: whether the order of delivery alone decides how a case ends: two runs with the same choices end
 * differently. Each state keeps the choices: a question is answered either way the first time, and always the same from then
 * on. Whether a timer goes off in time, or before or after what else its message's taker hears, counts as a choice, and so does a loss.
 */
import type { Choreography } from '@choreo/model';
import { ChoiceEnumerator } from '../../runs/choices.ts';
import { isQuiescent } from '../../runs/initial-states.ts';
import { compile } from '../../runs/program/compile.ts';
import { usualMany } from '../../runs/program/multiplicity.ts';
import type { Program } from '../../runs/program/program.ts';
import type { Run } from '../../runs/run.ts';
import { exitsOf } from '../../runs/snapshot.ts';
import type { Bound } from '../bound.ts';
import { flowSpan, spanOf } from '../claim.ts';
import type { Context, Limits, Question, Searched, Seen } from '../question.ts';
import { explore } from '../search/explore.ts';
import type { ExploreOptions } from '../search/explore.ts';
import { reductionOf } from '../search/partial-order-reduction.ts';
import type { Order, Select } from '../search/partial-order-reduction.ts';
import { pathTo, runAlong } from '../search/paths.ts';
import { withQueues } from '../search/queue-capacity.ts';
import type { Progress, Stop, Verdict } from '../verdict.ts';
import { chosenPositions, TimerPositions } from './timer-positions.ts';
import { Pumping } from './unbounded-messages.ts';

export const orderDependentOutcome: Question = {
  codes: ['order-dependent-outcome'],
  search,
};

/** The most questions that are kept. */
const mostQuestions = 40;
/** An answer is kept in a byte, in which 0 means that there is none. */
const mostWays = 255;
/** How many endings are compared with one another. */
const mostEnds = 3000;

export type OrderDependence =
  | { readonly kind: 'none'; readonly states: number }
  | { readonly kind: 'unknown'; readonly states: number; readonly bound: Bound }
  | {
      readonly kind: 'found';
      readonly states: number;
      readonly runs: readonly [Run, Run];
      readonly exits: readonly [readonly string[], readonly string[]];
    };

interface End {
  readonly state: number;
  readonly answers: Uint8Array;
  readonly exits: readonly string[];
}

interface OrderOptions extends Pick<ExploreOptions, 'maxStates' | 'maxBytes'>, Pick<Limits, 'othersCome' | 'many'> {
  readonly reduce?: (program: Program, orders: readonly Order[]) => Select | undefined;
}

export function orderDependence(
  choreography: Choreography,
  options: OrderOptions,
): Generator<Progress, OrderDependence, Stop | undefined> {
  return withQueues(
    queueCapacity => orderDependenceWith(choreography, options, queueCapacity),
    order => (order.kind === 'unknown' ? order.bound : undefined),
  );
}

function* orderDependenceWith(
  choreography: Choreography,
  options: OrderOptions,
  queueCapacity: number,
): Generator<Progress, OrderDependence, Stop | undefined> {
  const { othersCome = false, many = usualMany } = options;
  const settled = mostQuestions + compile(choreography).entries.length;
  const positions = new TimerPositions(choreography);
  const program = compile(choreography, { memory: settled + positions.size, queueCapacity, many, othersCome });
  const select = options.reduce?.(program, [{ of: 'deliveries', services: positions.services }]);
  const choices = new SettledChoices(program.memorySlot, positions, program.memorySlot + settled);
  const ends = new Map<string, End>();
  const exploration = yield* explore(
    program,
    {
      state(number, state) {
        if (!isQuiescent(program, state)) return true;
        const exits = exitsOf(program, state);
        const answers = answersIn(state.subarray(program.memorySlot), settled, positions.size);
        const key = `${answers.join()} ${exits.join()}`;
        if (!ends.has(key)) ends.set(key, { state: number, answers, exits });
        return true;
      },
    },
    {
      maxStates: options.maxStates,
      maxBytes: options.maxBytes,
      what: 'orders of delivery',
      keepEdges: false,
      choices,
      prepare: (state, counts) =>
        counts.forEach((count, index) => void (state[program.memorySlot + mostQuestions + index] = count + 1)),
      ...(select ? { select } : {}),
    },
  );
  const states = exploration.store.count;
  const pair = differing([...ends.values()].slice(0, mostEnds));
  if (pair) {
    const [first, second] = pair;
    const runOf = (end: End): Run => runAlong(program, pathTo(exploration, end.state, undefined, choices));
    return {
      kind: 'found',
      states,
      runs: [runOf(first), runOf(second)],
      exits: [first.exits, second.exits],
    };
  }
  const bound: Bound | undefined =
    exploration.bound ??
    (choices.hasForgotten
      ? { kind: 'choices', most: mostQuestions }
      : ends.size > mostEnds
        ? { kind: 'ends', most: mostEnds }
        : undefined);
  return bound === undefined ? { kind: 'none', states } : { kind: 'unknown', states, bound };
}

function answersIn(memory: Uint8Array, settled: number, positions: number): Uint8Array {
  const answers = memory.slice(0, settled + positions);
  answers.set(chosenPositions(answers.subarray(settled)), settled);
  return answers;
}

/** Two endings whose runs made the same choice wherever both had one. */
function differing(ends: readonly End[]): readonly [End, End] | undefined {
  for (const [index, end] of ends.entries()) {
    for (const other of ends.slice(0, index)) {
      if (end.exits.join() === other.exits.join()) continue;
      const agree = end.answers.every(
        (answer, at) => answer === 0 || other.answers[at] === 0 || answer === other.answers[at],
      );
      if (agree) return [other, end];
    }
  }
  return undefined;
}

/** Reads answers from the state itself, and keeps them there; 0 if there is none. */
class SettledChoices extends ChoiceEnumerator {
  readonly #slots = new Map<number, number>();
  readonly #first: number;
  #state: Uint8Array = new Uint8Array(0);
  #given: number[] = [];
  readonly #positions: TimerPositions;
  readonly #firstPosition: number;
  hasForgotten = false;

  constructor(memorySlot: number, positions: TimerPositions, firstPosition: number) {
    super();
    this.#first = memorySlot;
    this.#positions = positions;
    this.#firstPosition = firstPosition;
  }

  delivers(service: string, message: string): void {
    this.#positions.delivers(this.#state, this.#firstPosition, service, message);
  }

  override about(state: Uint8Array): void {
    this.#state = state;
    this.#given = [];
  }

  override get given(): readonly number[] {
    return this.#given;
  }

  override choose(site: number, ways: number): number {
    if (ways <= 1) return 0;
    const slot = this.#slotOf(site, ways);
    const settled = slot === undefined ? 0 : (this.#state[slot] ?? 0);
    const answer = settled > 0 ? settled - 1 : super.choose(site, ways);
    if (slot !== undefined) this.#state[slot] = answer + 1;
    this.#given.push(answer);
    return answer;
  }

  override note(site: number, way: number): boolean {
    const slot = this.#slotOf(site, 2);
    const settled = slot === undefined ? 0 : (this.#state[slot] ?? 0);
    if (slot !== undefined) this.#state[slot] = way + 1;
    return settled === 0 || settled === way + 1;
  }

  /** The slot of the answer at a site; undefined if there is no room for it. */
  #slotOf(site: number, ways: number): number | undefined {
    const known = this.#slots.get(site);
    if (known !== undefined) return known;
    if (this.#slots.size >= mostQuestions || ways > mostWays) {
      this.hasForgotten = true;
      return undefined;
    }
    const slot = this.#first + this.#slots.size;
    this.#slots.set(site, slot);
    return slot;
  }
}

function* search(context: Context): Generator<Progress, Searched, Stop | undefined> {
  const { choreography, limits, main, plain, plainBounds } = context;
  // With two cases, the order always decides which one is first, so the question is only asked about one.
  if (main.program.cases > 1) return { verdicts: [], bounds: [{ kind: 'asked-of-one-case' }], states: 0 };
  if (!canDependOnOrder(plain)) return { verdicts: [], bounds: plainBounds, states: 0 };
  const order = yield* byEitherSearch(choreography, limits, plain.isReduced);
  const bounds = order.kind === 'unknown' ? [order.bound] : plainBounds;
  return { verdicts: orderVerdicts(context, order), bounds, states: order.states };
}

/** Whether the search is worthwhile: there are several endings, and messages do not pile up, since then it would not end. */
function canDependOnOrder({ exploration, visitor }: Seen): boolean {
  return !visitor.observed(Pumping)?.found && (exploration.bound !== undefined || visitor.ends.size > 1);
}

function* byEitherSearch(
  choreography: Choreography,
  limits: Limits,
  isReduced: boolean,
): Generator<Progress, OrderDependence, Stop | undefined> {
  const reduced = isReduced ? yield* orderDependence(choreography, { ...limits, reduce: reductionOf }) : undefined;
  if (reduced?.kind === 'none') return reduced;
  const full = yield* orderDependence(choreography, limits);
  return full.kind === 'unknown' && reduced ? reduced : full;
}

function orderVerdicts({ main: { program } }: Context, order: OrderDependence): readonly Verdict[] {
  if (order.kind !== 'found') return [];
  const [run, other] = order.runs;
  const differs = run.steps.findIndex(
    (step, index) => JSON.stringify(step.move) !== JSON.stringify(other.steps[index]?.move),
  );
  const span = spanOf(run.steps[differs]) ?? spanOf(other.steps[differs]) ?? flowSpan(program.choreography);
  return [
    {
      code: 'order-dependent-outcome',
      status: 'violated',
      bounds: [],
      span,
      about: [flowSpan(program.choreography)],
      subject: { kind: 'order', exits: order.exits[0], otherExits: order.exits[1] },
      run,
      badStep: Math.max(0, differs),
      other,
      states: order.states,
    },
  ];
}
