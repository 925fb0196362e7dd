/** What one exploration finds on its way: where conditions first hold, how runs end, and what competes or comes late. */
import type { Property, Sentence } from '@choreo/model';
import { isQuiescent } from '../runs/initial-states.ts';
import type { Action, Program } from '../runs/program/program.ts';
import { exitsOf } from '../runs/snapshot.ts';
import type { Stepper } from '../runs/step.ts';
import type { Claim } from './claim.ts';
import type { Visitor } from './search/explore.ts';
import type { Remember } from './search/paths.ts';
import { coveredAncestor, pumpViewOf } from './search/pumping.ts';
import type { PumpView } from './search/pumping.ts';
import type { StateStore } from './search/state-store.ts';

type Excludes = Extract<Sentence, { kind: 'excludes' }>;

/** Two services that can each emit one of two events that exclude each other. */
export interface Competition {
  readonly property: Property;
  readonly sentence: Excludes;
  readonly services: readonly [string, string];
  /** Where both can. */
  readonly state: number;
  readonly case: number;
}

export interface LateAnswer {
  /** The position in `Program.lates`. */
  readonly late: number;
  /** The step is taken from here. */
  readonly from: number;
  readonly action: Action;
  readonly state: number;
}

export interface Pump {
  readonly ancestor: number;
  readonly state: number;
}

const pilesUp = 'messages that pile up without end';

/** States that are still looked at when it is known that messages pile up. */
const mostAfterPump = 20_000;

/** Each can where the other can, but perhaps only for another content of the same message: so several are tried. */
const mostCandidates = 50;

export class Survey implements Visitor {
  readonly #program: Program;
  readonly #claims: readonly Claim[];
  readonly #excludes: readonly { readonly property: Property; readonly sentence: Excludes }[];
  readonly #view: PumpView | undefined;
  readonly #isPump: (pump: Pump) => boolean;
  readonly remember?: Remember;
  /** By claim: the first state where it holds (`never`, and `at-end` at rest); absent where none does. */
  readonly violations = new Map<Claim, number>();
  /** How cases end, with the first state at rest where one does so. */
  readonly ends = new Map<string, { readonly exits: readonly string[]; readonly state: number }>();
  /** By timer and answer. */
  readonly lates = new Map<string, LateAnswer>();
  /** By sentence and services: the first states where both can, see `mostCandidates`. */
  readonly competitions = new Map<string, Competition[]>();
  /** Those whose counts came to their end. */
  readonly limited = new Set<Claim>();
  pump: Pump | undefined;
  halt: string | undefined;
  cut: string | undefined;
  /** The states at rest. */
  quiescent = 0;
  store: StateStore | undefined;
  #emitters: (readonly [Set<string>, Set<string>])[] = [];
  readonly #left: Set<Claim>;
  readonly #limits: readonly Claim[];

  constructor(
    program: Program,
    claims: readonly Claim[],
    options: {
      readonly remember: Remember | undefined;
      readonly canGrow: boolean;
      readonly isPump: (pump: Pump) => boolean;
    },
  ) {
    this.#program = program;
    this.#claims = claims;
    this.#limits = claims.filter(({ limit }) => limit !== undefined);
    this.#left = new Set(claims.filter(({ kind }) => kind !== 'passes'));
    this.#excludes = program.choreography.properties.flatMap(property =>
      property.sentences.flatMap(sentence =>
        sentence.kind === 'excludes' && sentence.message.message !== sentence.excluded.message
          ? [{ property, sentence }]
          : [],
      ),
    );
    this.#emitters = this.#excludes.map(() => [new Set(), new Set()]);
    this.#view = options.canGrow ? pumpViewOf(program) : undefined;
    this.#isPump = options.isPump;
    if (options.remember) this.remember = options.remember;
  }

  get claims(): readonly Claim[] {
    return this.#claims;
  }

  state(number: number, state: Uint8Array): boolean {
    for (const claim of this.#left) {
      if (!claim.holds(state)) continue;
      this.violations.set(claim, number);
      this.#left.delete(claim);
    }
    for (const claim of this.#limits) if (claim.limit?.isReached(state)) this.limited.add(claim);
    if (isQuiescent(this.#program, state)) {
      this.quiescent++;
      this.#end(number, state);
    } else if (this.#view && this.store) {
      const ancestor = coveredAncestor(this.store, number, state, this.#view);
      if (ancestor >= 0 && !this.pump && this.#isPump({ ancestor, state: number })) {
        this.pump = { ancestor, state: number };
        this.cut = pilesUp;
      }
      // The rest is looked at with what piles up once or twice; for so long.
      if (this.pump && number > this.pump.state + mostAfterPump) this.halt = pilesUp;
      if (this.pump && ancestor >= 0) return false;
    }
    return true;
  }

  step(from: number, _before: Uint8Array, action: Action, _after: Uint8Array, stepper: Stepper, to: number): void {
    const { late } = stepper;
    if (late !== undefined) {
      const key = `${late} ${action.index}`;
      if (!this.lates.has(key)) this.lates.set(key, { late, from, action, state: to });
    }
    if (this.#excludes.length === 0) return;
    for (const { message, case: index } of stepper.published) {
      this.#excludes.forEach(({ sentence }, which) => {
        const emitters = this.#emitters[which];
        if (!emitters) return;
        if (sentence.message.message === message) emitters[0].add(`${index} ${action.participant}`);
        if (sentence.excluded.message === message) emitters[1].add(`${index} ${action.participant}`);
      });
    }
  }

  expanded(number: number): void {
    this.#emitters.forEach(([first, second], which) => {
      if (first.size > 0 && second.size > 0) this.#compete(which, first, second, number);
      first.clear();
      second.clear();
    });
  }

  #compete(which: number, first: ReadonlySet<string>, second: ReadonlySet<string>, state: number): void {
    const about = this.#excludes[which];
    if (!about) return;
    for (const one of first) {
      for (const other of second) {
        const [index, service] = split(one);
        const [otherIndex, otherService] = split(other);
        const key = `${which} ${[service, otherService].sort().join(' ')}`;
        const known = this.competitions.get(key) ?? [];
        if (index !== otherIndex || service === otherService || known.length >= mostCandidates) continue;
        known.push({ ...about, services: [service, otherService], state, case: Number(index) });
        this.competitions.set(key, known);
      }
    }
  }

  #end(number: number, state: Uint8Array): void {
    for (let index = 0; index < this.#program.cases; index++) {
      const exits = exitsOf(this.#program, state, index);
      const key = exits.join(' ');
      if (!this.ends.has(key)) this.ends.set(key, { exits, state: number });
    }
  }
}

function split(text: string): [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}
