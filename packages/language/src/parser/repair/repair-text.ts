/** Repairs the slips of a text one by one, so that the rest has its tree and each slip is reported once. */
import type { AstNode, GrammarAST, Lexer, LexerResult, ParseResult } from 'langium';
import { Automaton } from './automaton.ts';
import { repairLexemes, tokenTypeOf } from './repair-lexemes.ts';
import { findRepair } from './search.ts';
import { slipOf } from './slip-of.ts';
import type { Slip } from './slip.ts';

export interface RepairedResult<T extends AstNode = AstNode> extends ParseResult<T> {
  /** The slips that were repaired in this tree. `parserErrors` has what is wrong besides. */
  readonly slips: readonly Slip[];
}

/** A text with more slips than this is no text in progress: the parser goes on by itself. */
const mostSlips = 12;

export class TextRepair {
  readonly #automaton: Automaton;
  readonly #lexer: Lexer;

  constructor(entry: GrammarAST.ParserRule, lexer: Lexer) {
    this.#automaton = new Automaton(entry);
    this.#lexer = lexer;
  }

  /** Parses these tokens, without those that cannot be read, and again with each slip repaired, until nothing is wrong or no repair is found. */
  repair<T extends AstNode>(
    text: string,
    lexed: LexerResult,
    parse: (lexed: LexerResult) => ParseResult<T>,
  ): RepairedResult<T> {
    const lexemes =
      lexed.errors.length > 0 || lexed.tokens.some(({ image }) => image === '/')
        ? repairLexemes(text, lexed, this.#lexer, this.#automaton.start())
        : { ...lexed, slips: [] };
    const { errors } = lexemes;
    let { tokens } = lexemes;
    let result = parse({ ...lexed, tokens, errors });
    const slips = [...lexemes.slips];
    const most = slips.length + mostSlips;
    while (result.parserErrors.length > 0 && slips.length < most) {
      const [error] = result.parserErrors;
      const offset = error?.token.startOffset ?? Number.NaN;
      const found = Number.isNaN(offset) ? -1 : tokens.findIndex(({ startOffset }) => startOffset === offset);
      const noticed = found < 0 ? tokens.length : found;
      const repair = findRepair(this.#automaton.start(), tokens, noticed, name => tokenTypeOf(this.#lexer, name));
      if (!repair) break;
      slips.push(slipOf(repair, error?.message ?? '', text));
      tokens = repair.after;
      result = parse({ ...lexed, tokens, errors });
    }
    return { ...result, slips };
  }
}

/** The slips that were repaired before this result's tree was built. */
export function slipsIn(result: ParseResult): readonly Slip[] {
  return 'slips' in result ? (result as RepairedResult).slips : [];
}

/** How many syntax errors a text has, those that were repaired included. */
export function syntaxErrorCount(result: ParseResult): number {
  return result.lexerErrors.length + result.parserErrors.length + slipsIn(result).length;
}
