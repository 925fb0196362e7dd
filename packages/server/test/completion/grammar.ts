/** The grammar as completion walks it: all its places, and the shortest way to finish a text. */
import { GrammarAST } from 'langium';
import type { Lexer } from 'langium';
import { Pending } from '../../../language/src/parser/grammar-walk.ts';
import type { Slot, Way } from '../../../language/src/parser/grammar-walk.ts';
import { readTokens } from '../../../language/src/lsp/completion/readings.ts';

/** A name that nothing declares, for the places that finish a text. */
export const anyName = 'anyName';

export class GrammarPlaces {
  readonly #start: Pending;
  readonly #lexer: Lexer;

  constructor(grammar: GrammarAST.Grammar, lexer: Lexer) {
    const file = grammar.rules.filter(GrammarAST.isParserRule).find(({ entry }) => entry);
    if (!file) throw new Error('The grammar has no entry.');
    this.#start = Pending.of(file, file.definition);
    this.#lexer = lexer;
  }

  /** Every element of the grammar that takes a token, at each place that calls its rule. */
  all(): ReadonlyMap<string, Way> {
    const found = new Map<string, Way>();
    const pending = [this.#start];
    for (let next = pending.pop(); next; next = pending.pop()) {
      for (const way of next.ways()) {
        const name = nameOf(way);
        if (found.has(name)) continue;
        found.set(name, way);
        if (way.after) pending.push(way.after);
      }
    }
    return found;
  }

  /** What can come next behind a text that has no error so far. */
  behind(text: string): readonly Way[] {
    return this.#read(text).flatMap(pending => pending?.ways() ?? []);
  }

  /** The text with the fewest further tokens that make it whole, for each way to read it. */
  finished(text: string): readonly string[] {
    return this.#read(text).flatMap(pending => {
      const rest = restOf(pending);
      return rest === undefined ? [] : [[text, ...rest].join(' ')];
    });
  }

  /** After the best readings, if they need no repair. */
  #read(text: string): readonly (Pending | undefined)[] {
    const readings = readTokens(this.#start, this.#lexer.tokenize(text).tokens);
    const best = Math.min(1, ...readings.map(({ cost }) => cost));
    return readings.filter(({ cost }) => cost === best && cost < 1).map(({ pending }) => pending);
  }
}

function restOf(from: Pending | undefined): readonly string[] | undefined {
  const paths: { readonly pending: Pending | undefined; readonly words: readonly string[] }[] = [
    { pending: from, words: [] },
  ];
  const seen = new Set<Pending>();
  for (const { pending, words } of paths) {
    if (!pending || pending.canEnd) return words;
    if (seen.has(pending)) continue;
    seen.add(pending);
    for (const { slot, after } of pending.ways()) paths.push({ pending: after, words: [...words, sample(slot)] });
  }
  return undefined;
}

/** `Step.message>MessageRef.origin`: who calls the rule, the rule, and the element in it. */
export function nameOf({ steps, slot }: Way): string {
  const { element, assignment, rule } = slot;
  const caller = steps.findLast(step => step.kind === 'enter' && step.assignment !== undefined);
  const outer = caller?.kind === 'enter' ? placeOf(caller.assignment) : '';
  const what = GrammarAST.isKeyword(element)
    ? `'${element.value}'`
    : [...slot.tokens].length > 9
      ? 'word'
      : [...slot.tokens].join('/');
  return `${outer}>${rule.name}.${assignment ? `${assignment.feature}=` : ''}${what}`;
}

function placeOf(assignment: GrammarAST.Assignment | undefined): string {
  let node: { readonly $container?: unknown } | undefined = assignment;
  while (node && !GrammarAST.isParserRule(node)) node = node.$container as typeof node;
  const rule = GrammarAST.isParserRule(node) ? node.name : '';
  const alike = assignment?.$container;
  // Sentences and steps have several with the same name: the word before tells them apart.
  const group = GrammarAST.isGroup(alike) ? alike.elements : [];
  const word = group.slice(0, assignment ? group.indexOf(assignment) : 0).findLast(GrammarAST.isKeyword)?.value ?? '';
  return `${rule}.${word}${word ? ' ' : ''}${assignment?.feature ?? ''}`;
}

function sample({ element, tokens }: Slot): string {
  if (GrammarAST.isKeyword(element)) return element.value;
  if (tokens.has('ID')) return anyName;
  if (tokens.has('STRING')) return '""';
  if (tokens.has('DURATION')) return '1h';
  if (tokens.has('NUMBER')) return '1';
  return [...tokens][0] ?? '';
}
