/**
 * Walks all paths through the grammar, one token at a time: finds possible next tokens and their meaning. Langium's own
 * completion only follows the path that its lookahead guesses, and offers nothing if the guess was wrong, for example
 * after a name that could also be a qualifier.
 */
import { GrammarAST, GrammarUtils } from 'langium';
import { softWords } from './words.ts';

type Element = GrammarAST.AbstractElement;

/** An action of the parser between two tokens. */
export type GrammarStep =
  | {
      readonly kind: 'enter';
      readonly rule: GrammarAST.ParserRule;
      readonly assignment: GrammarAST.Assignment | undefined;
    }
  | { readonly kind: 'leave' }
  | { readonly kind: 'wrap'; readonly action: GrammarAST.Action };

/** A place in the grammar that accepts one token. */
export interface Slot {
  readonly element: GrammarAST.Keyword | GrammarAST.RuleCall | GrammarAST.CrossReference;
  readonly assignment: GrammarAST.Assignment | undefined;
  readonly rule: GrammarAST.ParserRule;
  /** The token types that it accepts. */
  readonly tokens: ReadonlySet<string>;
}

/** The transition over one token. */
export interface Way {
  readonly steps: readonly GrammarStep[];
  readonly slot: Slot;
  readonly after: Pending | undefined;
}

interface Found {
  readonly ways: Way[];
  canEnd: boolean;
}

type Mode = 'as declared' | 'once' | 'any number';

/**
 * The rest of a rule as a linked list: an element, then the remaining elements. Results are cached, so that two paths to
 * the same place share the same object.
 */
export class Pending {
  readonly rule: GrammarAST.ParserRule;
  readonly next: Pending | undefined;
  readonly #element: Element | undefined;
  readonly #mode: Mode;
  readonly #assignment: GrammarAST.Assignment | undefined;
  #found: Found | undefined;
  #once: Pending | undefined;
  #content: readonly Pending[] | undefined;

  private constructor(
    rule: GrammarAST.ParserRule,
    element: Element | undefined,
    next: Pending | undefined,
    assignment?: GrammarAST.Assignment,
    mode: Mode = 'as declared',
  ) {
    this.rule = rule;
    this.#element = element;
    this.next = next;
    this.#assignment = assignment;
    this.#mode = mode;
  }

  /** An entered rule element without a continuation. */
  static of(rule: GrammarAST.ParserRule, element: Element): Pending {
    return new Pending(rule, element, undefined);
  }

  /** The end of a rule. */
  get isEnd(): boolean {
    return this.#element === undefined;
  }

  get isClosingBrace(): boolean {
    return GrammarAST.isKeyword(this.#element) && this.#element.value === '}';
  }

  get isList(): boolean {
    return this.#mode === 'any number' || this.#element?.cardinality === '*' || this.#element?.cardinality === '+';
  }

  ways(): readonly Way[] {
    return this.#find().ways;
  }

  /** Whether the rest is optional. */
  get canEnd(): boolean {
    return this.#find().canEnd;
  }

  #find(): Found {
    if (!this.#found) {
      const found: Found = { ways: [], canEnd: false };
      this.#collect([], found);
      this.#found = found;
    }
    return this.#found;
  }

  #collect(steps: readonly GrammarStep[], found: Found): void {
    const { next } = this;
    const element = this.#element;
    if (!element) {
      this.#goOn([...steps, { kind: 'leave' }], found);
      return;
    }
    const cardinality = this.#mode === 'once' ? undefined : this.#mode === 'any number' ? '*' : element.cardinality;
    if (cardinality) {
      const once = (this.#once ??= new Pending(
        this.rule,
        element,
        this.#afterOnce(cardinality),
        this.#assignment,
        'once',
      ));
      once.#collect(steps, found);
      if (cardinality !== '+') this.#goOn(steps, found);
      return;
    }
    if (GrammarAST.isAction(element)) {
      this.#goOn([...steps, { kind: 'wrap', action: element }], found);
      return;
    }
    const tokens = singleTokens(element);
    if (tokens && isSlot(element)) {
      found.ways.push({ steps, slot: { element, assignment: this.#assignment, rule: this.rule, tokens }, after: next });
      return;
    }
    this.#content ??= this.#inside(element);
    const rule = calledRule(element);
    const entered: readonly GrammarStep[] = rule
      ? [...steps, { kind: 'enter', rule, assignment: this.#assignment }]
      : steps;
    for (const each of this.#content) each.#collect(entered, found);
  }

  #goOn(steps: readonly GrammarStep[], found: Found): void {
    if (this.next) this.next.#collect(steps, found);
    else found.canEnd = true;
  }

  #afterOnce(cardinality: '?' | '*' | '+'): Pending | undefined {
    if (cardinality === '?') return this.next;
    if (cardinality === '*') return this;
    return new Pending(this.rule, this.#element, this.next, this.#assignment, 'any number');
  }

  /** The alternatives inside an element. */
  #inside(element: Element): readonly Pending[] {
    const { rule, next } = this;
    const assignment = this.#assignment;
    if (GrammarAST.isAssignment(element)) return [new Pending(rule, element.terminal, next, element)];
    if (GrammarAST.isAlternatives(element))
      return element.elements.map(each => new Pending(rule, each, next, assignment));
    if (GrammarAST.isGroup(element)) {
      let rest = next;
      for (const each of [...element.elements].reverse()) rest = new Pending(rule, each, rest, assignment);
      return rest ? [rest] : [];
    }
    const called = calledRule(element);
    return called ? [new Pending(called, called.definition, new Pending(rule, undefined, next))] : [];
  }
}

function isSlot(element: Element): element is Slot['element'] {
  return GrammarAST.isKeyword(element) || GrammarAST.isRuleCall(element) || GrammarAST.isCrossReference(element);
}

function calledRule(element: Element): GrammarAST.ParserRule | undefined {
  if (!GrammarAST.isRuleCall(element)) return undefined;
  const rule = element.rule.ref;
  return GrammarAST.isParserRule(rule) ? rule : undefined;
}

const known = new WeakMap<Element, ReadonlySet<string> | false>();

/** The token types of an element that is always one token: a keyword, a terminal, or a rule that chooses among these. */
function singleTokens(element: Element): ReadonlySet<string> | undefined {
  let tokens = known.get(element);
  if (tokens === undefined) {
    tokens = findTokens(element) ?? false;
    known.set(element, tokens);
  }
  return tokens || undefined;
}

function findTokens(element: Element): ReadonlySet<string> | undefined {
  if (GrammarAST.isKeyword(element)) return new Set([element.value]);
  if (GrammarAST.isCrossReference(element)) return element.terminal && singleTokens(element.terminal);
  if (GrammarAST.isAlternatives(element)) {
    const all = element.elements.map(each => (each.cardinality ? undefined : singleTokens(each)));
    return all.every(tokens => tokens !== undefined) ? new Set(all.flatMap(tokens => [...tokens])) : undefined;
  }
  if (!GrammarAST.isRuleCall(element)) return undefined;
  const rule = element.rule.ref;
  if (GrammarAST.isTerminalRule(rule)) return new Set([rule.name, ...(rule.name === 'ID' ? softWords : [])]);
  if (!GrammarAST.isParserRule(rule) || !GrammarUtils.isDataTypeRule(rule)) return undefined;
  return singleTokens(rule.definition);
}
