/** Whether conditions can be true and false together, by going through the values of what they read until each condition is decided. */
import { truthOf } from '../expressions/value.ts';
import type { Known } from '../expressions/value.ts';
import type { CompiledCondition, Variable } from './vocabulary.ts';

export interface Constraint {
  readonly condition: CompiledCondition;
  readonly holds: boolean;
}

export type Solution =
  | { readonly kind: 'none' }
  /** By place of the variable; only those that had to be decided. */
  | { readonly kind: 'some'; readonly values: ReadonlyMap<number, Known> }
  /** Whether the search ended early, since it would have taken too long. */
  | { readonly kind: 'open' };

/** The most valuations that are looked at. */
const mostValuations = 10_000;

/**
 * `certain`: the claims hold on the valuation, whatever is open · otherwise they are at least not refuted there. The claims
 * that refute most should come first.
 */
export function solve(variables: readonly Variable[], claims: readonly Constraint[], certain: boolean): Solution {
  return new Search(variables, certain).run(claims);
}

class Search {
  readonly #variables: readonly Variable[];
  readonly #certain: boolean;
  readonly #values: Known[];
  readonly #settled = new Map<number, Known>();
  #left = mostValuations;

  constructor(variables: readonly Variable[], certain: boolean) {
    this.#variables = variables;
    this.#certain = certain;
    this.#values = variables.map(() => undefined);
  }

  run(claims: readonly Constraint[]): Solution {
    if (this.#left-- <= 0) return { kind: 'open' };
    const unsettled: Constraint[] = [];
    for (const claim of claims) {
      const truth = truthOf(claim.condition.ask(this.#values, undefined));
      if (truth === undefined) unsettled.push(claim);
      else if (truth !== claim.holds) return { kind: 'none' };
    }
    const place = this.#nextOf(unsettled);
    if (place === undefined) {
      const found = unsettled.length === 0 || !this.#certain;
      return found ? { kind: 'some', values: new Map(this.#settled) } : { kind: 'none' };
    }
    const answer = this.#runThrough(place, unsettled);
    this.#settled.delete(place);
    this.#values[place] = undefined;
    return answer;
  }

  #runThrough(place: number, unsettled: readonly Constraint[]): Solution {
    for (const value of this.#variables[place]?.values ?? []) {
      this.#values[place] = value;
      this.#settled.set(place, value);
      const answer = this.run(unsettled);
      if (answer.kind !== 'none') return answer;
    }
    return { kind: 'none' };
  }

  #nextOf(claims: readonly Constraint[]): number | undefined {
    for (const { condition } of claims) {
      const place = condition.reads.find(read => !this.#settled.has(read));
      if (place !== undefined) return place;
    }
    return undefined;
  }
}
