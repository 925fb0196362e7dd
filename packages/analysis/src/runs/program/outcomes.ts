/** What reactions and schedules can do: the alternatives of their outcomes, each with what it sets, cancels, starts and emits. */
import { namesOf } from '@choreo/model';
import type { Alternative, Choreography, Emission, Expression, Outcome, Reaction, Span } from '@choreo/model';
import { canBeMissing } from '../../expressions/missing.ts';
import { lateCancelsOf } from '../../graph/late-cancels.ts';
import type { CompileOptions } from './compile-options.ts';
import { filledBy } from './contents/fillings.ts';
import { fittingOf } from './contents/fitting-classes.ts';
import type { Fitting } from './contents/fitting-classes.ts';
import type { Memory } from './memory.ts';
import type { Messages } from './messages.ts';
import { rangeOf, usualMany } from './multiplicity.ts';
import type {
  AlternativeCode,
  Cover,
  EmissionCode,
  FurtherTargets,
  OutcomeCode,
  Route,
  TimerSlot,
} from './program-parts.ts';
import { runTermOf } from './run-terms.ts';
import type { RunSight } from './run-terms.ts';
import { made } from './slots.ts';
import type { Slots } from './slots.ts';
import type { Tuples } from './tuples.ts';

/** Who carries out an outcome, and what its assigned values can read. */
export interface OutcomeScope {
  readonly participant: string;
  readonly case: number;
  /** The instance of the participant, see `ReactionCode.scope`. */
  readonly scope: number;
  /** Undefined for a schedule. */
  readonly reaction: Reaction | undefined;
  readonly sight: RunSight;
  /** Whether it is carried out where no trigger can be read: a join has given up. */
  readonly isTimeout?: boolean;
}

export class Outcomes {
  readonly #choreography: Choreography;
  readonly #messages: Messages;
  readonly #memory: Memory;
  readonly #many: number;
  readonly #allows: CompileOptions['allows'];
  readonly #tuples: Tuples;
  readonly #slots: Slots;
  readonly #covers: Cover[] = [];
  readonly #coversOf = new Map<Reaction, Map<Span | Cover['part'], number>>();

  constructor(
    choreography: Choreography,
    messages: Messages,
    memory: Memory,
    { allows, many = usualMany }: Pick<CompileOptions, 'allows' | 'many'>,
    tuples: Tuples,
    slots: Slots,
  ) {
    this.#choreography = choreography;
    this.#messages = messages;
    this.#memory = memory;
    this.#allows = allows;
    this.#many = many;
    this.#tuples = tuples;
    this.#slots = slots;
  }

  /** See `Program.covers`. */
  get covers(): readonly Cover[] {
    return this.#covers;
  }

  /** Compiles an outcome; `part` is the part of the reaction that contains it. */
  codeOf(outcome: Outcome, scope: OutcomeScope, part: Cover['part']): OutcomeCode {
    const { reaction } = scope;
    const site = this.#slots.addSite('alternative');
    const alternatives = outcome.alternatives.map((alternative, position): AlternativeCode => ({
      alternative,
      cover: reaction && this.coverOf(reaction, part, alternative.span),
      allowed: !reaction || (this.#allows?.(reaction, outcome, position) ?? true),
      ...this.#itemsOf(alternative, scope),
    }));
    return { site, alternatives };
  }

  /** The position in `Program.covers` of a part of a reaction, or of one alternative in it. */
  coverOf(reaction: Reaction, part: Cover['part'], alternative?: Span): number {
    const known = made(this.#coversOf, reaction, () => new Map<Span | Cover['part'], number>());
    return made(known, alternative ?? part, () => {
      this.#covers.push({ reaction, part, ...(alternative ? { alternative } : {}) });
      return this.#covers.length - 1;
    });
  }

  #itemsOf(
    { items }: Alternative,
    of: OutcomeScope,
  ): Pick<AlternativeCode, 'sets' | 'cancels' | 'starts' | 'emissions'> {
    const { participant, case: index, scope, sight } = of;
    const sets: AlternativeCode['sets'][number][] = [];
    const cancels: AlternativeCode['cancels'][number][] = [];
    const starts: EmissionCode<readonly TimerSlot[]>[] = [];
    const emissions: EmissionCode<readonly Route[]>[] = [];
    for (const item of items) {
      switch (item.kind) {
        case 'set': {
          const { state, value } = item;
          const variable = state === undefined ? undefined : this.#memory.variableOf(participant, state, index, scope);
          if (!variable) break;
          const canMiss = variable.values.includes(null) && this.#canBeMissing(value, of);
          const open = [...variable.values.keys()].filter(at => canMiss || variable.values[at] !== null);
          sets.push({ variable, value: runTermOf(value, sight), site: this.#slots.addSite('value'), open });
          break;
        }
        case 'cancel': {
          const isAnswer = lateCancelsOf(this.#choreography).has(item);
          for (const timers of this.#memory.timersOf(participant, item.message, index, scope).values())
            cancels.push({ timers, isAnswer });
          break;
        }
        case 'emit': {
          const sites = this.#sitesOf(item, of);
          if (item.after) {
            const timers = this.#memory.timersOf(participant, item.message, index, scope);
            const [first] = timers.values();
            if (first) starts.push({ ...sites, target: first, further: this.#furtherOf(item.message, [], timers) });
          } else {
            const routes = this.#routesOf(item.message, participant, index);
            const [first = []] = routes.values();
            const counters = this.#tuples.placesOf(item.message).map(place => this.#tuples.counterOf(index, place));
            if (first.length > 0)
              emissions.push({ ...sites, target: first, further: this.#furtherOf(item.message, counters, routes) });
          }
          break;
        }
        default:
          item satisfies never;
      }
    }
    return { sets, cancels, starts, emissions };
  }

  /** By tuple of the message: its routes, one for each payload class. */
  #routesOf(message: string, from: string, index: number): ReadonlyMap<number, readonly Route[]> {
    return new Map(
      this.#tuples.of(message).map(tuple => {
        const variants = this.#messages.variantsWith(message, index, tuple);
        return [tuple, variants.map(variant => this.#messages.route(variant, from))];
      }),
    );
  }

  /** `counters`: of the values, if it gets new ones. */
  #furtherOf<T>(
    message: string,
    counters: readonly number[],
    byTuple: ReadonlyMap<number, T>,
  ): FurtherTargets<T> | undefined {
    const places = this.#tuples.placesOf(message);
    return places.length > 0 ? { places, counters, byTuple } : undefined;
  }

  #canBeMissing(value: Expression, { participant, reaction, isTimeout = false }: OutcomeScope): boolean {
    const states = this.#choreography.participants.find(({ name }) => name === participant)?.states ?? [];
    const triggers = reaction?.trigger.messages.map(({ message }) => message) ?? [];
    return canBeMissing(value, { names: namesOf(this.#choreography), states, triggers, isTimeout });
  }

  /** How often an emission is made, and in which payload class, as two choices. */
  #sitesOf(emission: Emission, scope: OutcomeScope): Omit<EmissionCode<unknown>, 'target' | 'further'> {
    const { least, ways } = rangeOf(emission.multiplicity, this.#many);
    const site = this.#slots.addSite('multiplicity');
    const classSite = this.#slots.addSite('payload-class');
    const fitting = this.#fittingOf(emission, scope);
    const [tuple = 0] = this.#tuples.of(emission.message);
    const classes = fitting ? this.#messages.variantsWith(emission.message, scope.case, tuple).length : 0;
    const fittingSites = Array.from({ length: Math.max(0, classes - 1) }, () => this.#slots.addSite('payload-class'));
    return { emission, least, ways, site, classSite, fitting, fittingSites };
  }

  #fittingOf(emission: Emission, { reaction, isTimeout, sight }: OutcomeScope): Fitting | undefined {
    if (!emission.contents) return undefined;
    const filled = filledBy(this.#choreography, emission, isTimeout ? undefined : reaction);
    return fittingOf(this.#choreography, emission.message, filled, sight);
  }
}
