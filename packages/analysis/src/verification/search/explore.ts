/** Looks at all states that runs can reach, breadth first, so that the way to each is a shortest one. */
import { ChoiceEnumerator } from '../../runs/choices.ts';
import { entryCounts, initialState } from '../../runs/initial-states.ts';
import type { Action } from '../../runs/program/action.ts';
import type { Program } from '../../runs/program/program.ts';
import { mostValues } from '../../runs/program/tuples.ts';
import { Stepper } from '../../runs/step.ts';
import type { Bound } from '../bound.ts';
import type { Progress, Stop } from '../verdict.ts';
import { EdgeList } from './edges.ts';
import type { Select } from './partial-order-reduction.ts';
import { StateStore } from './state-store.ts';

/** Called for every state and step as they are found. */
export interface Visitor {
  /** A new state, before it is expanded. False: nothing that follows it needs to be visited. */
  state?(number: number, state: Uint8Array): boolean;
  /** A step was taken; `to` may be known already. */
  step?(from: number, before: Uint8Array, action: Action, after: Uint8Array, stepper: Stepper, to: number): void;
  /** Changes the state after a step: what the visitor itself remembers is in it. */
  remember?(before: Uint8Array, after: Uint8Array, stepper: Stepper): void;
  /** All enabled steps of the state have been taken. */
  expanded?(number: number, state: Uint8Array): void;
  /** Something that makes looking further useless. */
  readonly halt?: Bound | undefined;
  /** Why the search is incomplete although it ended by itself: it did not continue from states that did not matter. */
  readonly cut?: Bound | undefined;
}

export interface ExploreOptions {
  readonly maxStates: number;
  readonly maxBytes: number;
  readonly what: string;
  /** Whether the steps between states are kept. */
  readonly keepEdges: boolean;
  /** Which of the enabled actions to take; all where there is none. */
  readonly select?: Select;
  /** The initial states with what the visitor remembers. */
  readonly prepare?: (state: Uint8Array, counts: readonly number[]) => void;
  /** Called with the place where the states are kept, before the first state. */
  readonly onStore?: (store: StateStore) => void;
  /** Answers the questions of each step, if not in every combination. */
  readonly choices?: ChoiceEnumerator;
}

export interface Exploration {
  readonly program: Program;
  readonly store: StateStore;
  readonly edges: EdgeList | undefined;
  /** By number of the initial states, which come first: how often each entry comes. */
  readonly initial: readonly (readonly number[])[];
  readonly covered: Uint8Array;
  /** What kept it from looking at everything. */
  readonly bound: Bound | undefined;
  /** How many states were expanded; all of them without a bound. */
  readonly expanded: number;
}

/**
 * A slot that is 0 where the action is not enabled; undefined where several decide. Most actions are not enabled most of the
 * time.
 */
function gateOf(action: Action): number | undefined {
  switch (action.kind) {
    case 'deliver':
    case 'lose':
      return action.slot;
    case 'deliver-next':
    case 'lose-next':
      return action.queue.slot;
    case 'redeliver':
      return action.handledSlot;
    case 'enter':
    case 'schedule':
      return action.entry.slot;
    case 'timer':
      return action.timer.slot;
    case 'give-up':
      return undefined;
    default:
      return action satisfies never;
  }
}

/** How often entries come, and which deliveries may come once more: all of them, or one after the other. */
function* beginnings(
  program: Program,
  forEach: Select['forEach'],
): Generator<{ readonly counts: readonly number[]; readonly again: readonly number[] }> {
  const agains = forEach === 'delivery' ? [[], ...program.handledSlots.map(slot => [slot])] : [program.handledSlots];
  for (const counts of entryCounts(program)) for (const again of agains) yield { counts, again };
}

/** How many bytes of states are looked at between two questions whether to go on: a small part of a second. */
const chunkBytes = 200_000;

export function* explore(
  program: Program,
  visitor: Visitor,
  options: ExploreOptions,
): Generator<Progress, Exploration, Stop | undefined> {
  const { size, actions } = program;
  const store = new StateStore(size);
  options.onStore?.(store);
  const edges = options.keepEdges ? new EdgeList() : undefined;
  const choices = options.choices ?? new ChoiceEnumerator();
  const stepper = new Stepper(program, choices);
  const buffer = new ArrayBuffer(size * 2);
  const [before, after] = [new Uint8Array(buffer, 0, size), new Uint8Array(buffer, size, size)];
  const [beforeWords, afterWords] = [new Int32Array(buffer, 0, size >> 2), new Int32Array(buffer, size, size >> 2)];
  const initial: (readonly number[])[] = [];
  const ignored = new Set<number>();
  let bound: Bound | undefined;

  const found = (result: number, state: Uint8Array): number => {
    if (result >= 0) return result;
    const number = -1 - result;
    if (visitor.state && !visitor.state(number, state)) ignored.add(number);
    return number;
  };
  for (const { counts, again } of beginnings(program, options.select?.forEach)) {
    after.set(initialState(program, counts, again));
    options.prepare?.(after, counts);
    const result = store.add(afterWords, -1);
    if (result >= 0) continue;
    initial.push(counts);
    found(result, after);
    if (store.count >= options.maxStates) {
      bound = { kind: 'states', most: options.maxStates };
      break;
    }
  }

  const chunk = Math.max(16, Math.floor(chunkBytes / size));
  const gates = actions.map(gateOf);
  const enabled: Action[] = [];
  let number = 0;
  for (; number < store.count; number++) {
    if (number % chunk === chunk - 1) {
      const stop = yield { states: store.count, frontier: store.count - number, what: options.what };
      if (stop) bound = { kind: 'stopped', reason: stop.reason };
      if (store.bytes + (edges?.bytes ?? 0) > options.maxBytes) {
        bound = { kind: 'memory', bytes: options.maxBytes };
      }
    }
    if (store.count >= options.maxStates) bound ??= { kind: 'states', most: options.maxStates };
    if (bound !== undefined) break;
    edges?.begin();
    if (ignored.size > 0 && ignored.has(number)) continue;
    store.read(number, beforeWords);
    enabled.length = 0;
    for (let index = 0; index < actions.length; index++) {
      const gate = gates[index];
      if (gate !== undefined && before[gate] === 0) continue;
      const action = actions[index];
      if (action && stepper.isEnabled(before, action)) enabled.push(action);
    }
    const selected = options.select ? options.select.from(before, enabled) : enabled;
    for (const action of selected) {
      choices.reset();
      do {
        afterWords.set(beforeWords);
        choices.about(after);
        if (!stepper.perform(before, after, action)) continue;
        visitor.remember?.(before, after, stepper);
        const to = found(store.add(afterWords, number), after);
        edges?.add(to, stepper.isUnsure(action));
        visitor.step?.(number, before, action, after, stepper, to);
      } while (choices.next());
    }
    if (stepper.overflow !== undefined) bound = { kind: 'overflow', of: stepper.overflow };
    visitor.expanded?.(number, before);
    bound ??= visitor.halt;
  }
  return {
    program,
    store,
    edges,
    initial,
    covered: stepper.covered,
    bound: bound ?? visitor.cut ?? lackOf(stepper, program),
    expanded: number,
  };
}

/** Steps were left out that would have made more values of further keys. */
function lackOf({ lacksValues }: Stepper, { tuples }: Program): Bound | undefined {
  return lacksValues ? { kind: 'further-keys', keys: tuples.keys, most: mostValues } : undefined;
}
