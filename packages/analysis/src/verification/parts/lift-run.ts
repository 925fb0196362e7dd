/** A run of an independent part as a run of the whole: the same steps, and at the end what is left to do elsewhere. */
import { isQuiescent } from '../../runs/initial-states.ts';
import type { Action } from '../../runs/program/action.ts';
import type { Program } from '../../runs/program/program.ts';
import { goOn, runOf, startTrack } from '../../runs/replay.ts';
import type { Track } from '../../runs/replay.ts';
import type { Run } from '../../runs/run.ts';
import { stepsFrom } from '../search/paths.ts';

export class RunLift {
  readonly #whole: Program;
  readonly #part: Program;
  /** By number of an action in the part: its number in the whole. */
  readonly #actions: readonly (number | undefined)[];

  /** Both compiled alike, but for what is counted and remembered. */
  constructor(whole: Program, part: Program) {
    this.#whole = whole;
    this.#part = part;
    const places = new Map(named(whole.actions, nameOf).map((name, index) => [name, index]));
    this.#actions = named(part.actions, nameOf).map(name => places.get(name));
  }

  /** `toEnd`: if the part has nothing left to do, so that the whole has nothing left to do either. */
  lift(run: Run, toEnd: boolean): Run {
    // Entries of other parts come as seldom as they may.
    const track = this.#follow(
      run,
      this.#whole.entries.map(({ counts }) => counts[0] ?? 0),
    );
    return runOf(this.#whole, toEnd && run.snapshots.at(-1)?.quiescent ? this.#toEnd(track) : track);
  }

  /** The same run, with nothing that comes in other parts. */
  alone(run: Run): Run {
    const track = this.#follow(
      run,
      this.#whole.entries.map(() => 0),
    );
    return runOf(this.#whole, track);
  }

  /** `elsewhere`: how often each entry of the whole comes, if it is one of another part. */
  #follow(run: Run, elsewhere: readonly number[]): Track {
    return run.steps.reduce(
      (before, { move }) => goOn(this.#whole, before, { ...move, action: this.#actions[move.action] ?? -1 }),
      startTrack(this.#whole, this.#countsOf(run, elsewhere)),
    );
  }

  #countsOf(run: Run, elsewhere: readonly number[]): readonly number[] {
    const of = new Map(named(this.#part.entries, entryName).map((name, index) => [name, this.#part.entries[index]]));
    const left = [...run.entries];
    const counts = new Map<string, number>();
    for (const [name, entry] of of) {
      // Only what the model leaves open is listed, in the order of the entries.
      const isListed = (entry?.counts.length ?? 0) > 1;
      counts.set(name, (isListed ? left.shift()?.count : entry?.counts[0]) ?? 0);
    }
    return named(this.#whole.entries, entryName).map((name, index) => counts.get(name) ?? elsewhere[index] ?? 0);
  }

  #toEnd(track: Track): Track {
    let at = track;
    for (let count = 0; count < mostSteps; count++) {
      const state = at.states.at(-1);
      if (!state || isQuiescent(this.#whole, state)) return at;
      const step = [...stepsFrom(this.#whole, state)].find(({ isUnsure }) => !isUnsure);
      if (!step) return at;
      at = goOn(this.#whole, at, step.move);
    }
    return at;
  }
}

/** So many steps are added to come to the end of what is left to do elsewhere. */
const mostSteps = 1000;

/** Names in the order of the list; a number distinguishes those with the same name. */
function named<T>(list: readonly T[], nameIn: (one: T) => string): readonly string[] {
  const times = new Map<string, number>();
  return list.map(one => {
    const name = nameIn(one);
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    return `${name} ${before}`;
  });
}

function entryName({ name, participant, case: index }: Program['entries'][number]): string {
  return `${index} ${participant} ${name}`;
}

function nameOf(action: Action): string {
  const { kind, participant, case: index } = action;
  const base = `${kind} ${index} ${participant}`;
  switch (action.kind) {
    case 'deliver':
    case 'redeliver':
    case 'lose':
      return `${base} ${action.message.message} ${action.message.classIndex}`;
    case 'deliver-next':
    case 'lose-next':
      return `${base} ${action.queue.channel}`;
    case 'enter':
    case 'schedule':
      return `${base} ${entryName(action.entry)}`;
    case 'timer':
      return `${base} ${action.timer.message}`;
    case 'give-up':
      return `${base} ${action.reaction.reaction.id}`;
    default:
      return action satisfies never;
  }
}
