/**
 * Reads tokens by the grammar alone, without a tree: says how far a text can be read, and which tokens can follow. Repairs of a
 * slip are tried with it, which takes far less time than parsing for each. Its states are made when they are first reached.
 */
import type { GrammarAST, LexerResult } from 'langium';
import { Pending } from '../grammar-walk.ts';

export type Token = LexerResult['tokens'][number];

/** The type of the end of the text, among the types of tokens. */
export const endOfText = 'EOF';

/** Deep nesting makes ever new states. With more than this, all are made anew. */
const mostStates = 20_000;

/** A place that takes more types of tokens takes keywords for names. */
const mostWanted = 20;

/** All places in the grammar that the tokens so far may have led to. */
export interface State {
  /** The token types that can follow. */
  readonly expected: ReadonlySet<string>;
  /** Those that somebody would write here: a name, but none of the keywords that can also be a name. */
  readonly wanted: ReadonlySet<string>;
  /** The next state, or undefined if no token of this type can follow. */
  readonly next: (type: string) => State | undefined;
}

class StateOfPlaces implements State {
  readonly #places: readonly (Pending | undefined)[];
  readonly #stateOf: (places: ReadonlySet<Pending | undefined>) => State;
  readonly #next = new Map<string, State | undefined>();
  #expected: ReadonlySet<string> | undefined;
  #wanted: ReadonlySet<string> | undefined;

  constructor(places: readonly (Pending | undefined)[], stateOf: (places: ReadonlySet<Pending | undefined>) => State) {
    this.#places = places;
    this.#stateOf = stateOf;
  }

  get expected(): ReadonlySet<string> {
    if (!this.#expected) {
      const expected = new Set<string>();
      for (const place of this.#places) {
        if (!place || place.canEnd) expected.add(endOfText);
        for (const { slot } of place?.ways() ?? []) for (const type of slot.tokens) expected.add(type);
      }
      this.#expected = expected;
    }
    return this.#expected;
  }

  get wanted(): ReadonlySet<string> {
    if (!this.#wanted) {
      const wanted = new Set<string>();
      for (const place of this.#places) {
        for (const { slot } of place?.ways() ?? []) {
          if (slot.tokens.has('ID')) wanted.add('ID');
          else if (slot.tokens.size < mostWanted) for (const type of slot.tokens) wanted.add(type);
        }
      }
      wanted.delete('LABEL');
      this.#wanted = wanted;
    }
    return this.#wanted;
  }

  readonly next = (type: string): State | undefined => {
    if (this.#next.has(type)) return this.#next.get(type);
    const ways = this.#places.flatMap(place => place?.ways() ?? []).filter(({ slot }) => slot.tokens.has(type));
    // As in the parser, a name behind an `@` is the annotation's, even if the annotation could do without.
    const inAnnotation = ways.filter(({ slot }) => slot.rule.name === 'Annotation');
    const places = new Set((inAnnotation.length > 0 ? inAnnotation : ways).map(({ after }) => after));
    const next = places.size > 0 ? this.#stateOf(places) : undefined;
    this.#next.set(type, next);
    return next;
  };
}

export class Automaton {
  readonly #entry: GrammarAST.ParserRule;
  readonly #numbers = new WeakMap<Pending, number>();
  #count = 0;
  #states = new Map<string, State>();
  #start: State | undefined;

  constructor(entry: GrammarAST.ParserRule) {
    this.#entry = entry;
  }

  start(): State {
    if (!this.#start || this.#states.size > mostStates) {
      this.#states = new Map();
      this.#start = this.#stateOf(new Set([Pending.of(this.#entry, this.#entry.definition)]));
    }
    return this.#start;
  }

  readonly #stateOf = (places: ReadonlySet<Pending | undefined>): State => {
    const key = [...places]
      .map(place => this.#numberOf(place))
      .sort((one, other) => one - other)
      .join();
    let state = this.#states.get(key);
    if (!state) {
      state = new StateOfPlaces([...places], this.#stateOf);
      this.#states.set(key, state);
    }
    return state;
  };

  #numberOf(place: Pending | undefined): number {
    if (!place) return -1;
    let number = this.#numbers.get(place);
    if (number === undefined) {
      number = this.#count++;
      this.#numbers.set(place, number);
    }
    return number;
  }
}

/** The states before each token, up to and including the one before the first token that cannot follow. */
export function statesOf(start: State, tokens: readonly Token[]): State[] {
  const states = [start];
  let state: State | undefined = start;
  for (const { tokenType } of tokens) {
    state = state.next(tokenType.name);
    if (!state) break;
    states.push(state);
  }
  return states;
}

/**
 * The index of the first token from `from` on that cannot follow, or `to` if there is none before it. One more than the number of tokens:
 * all can be read, and the text can end there.
 */
export function readFrom(state: State, tokens: readonly Token[], from: number, to: number): number {
  let current = state;
  for (let index = from; index < Math.min(to, tokens.length); index++) {
    const next = current.next(tokens[index]?.tokenType.name ?? '');
    if (!next) return index;
    current = next;
  }
  if (to <= tokens.length) return to;
  return current.expected.has(endOfText) ? tokens.length + 1 : tokens.length;
}
