/**
 * Langium's parser, which repairs slips before it builds the tree, without two of its costs in large files: it creates arrays to
 * link nodes to their containers, which are a fifth of all allocations of a check, and it keeps the tokens of the last text in memory.
 */
import { GrammarAST, LangiumParser, createParser, isAstNode } from 'langium';
import type { AstNode, LangiumCoreServices, Lexer, LexerResult, Mutable, ParserOptions } from 'langium';
import { isChoreoFile, isService, isStateVariable, StateValue } from '../generated/ast.ts';
import type { ChoreoFile, Declaration } from '../generated/ast.ts';
import { TextRepair } from './repair/repair-text.ts';
import type { RepairedResult } from './repair/repair-text.ts';

export function createChoreoParser(services: LangiumCoreServices): ChoreoParser {
  const parser = createParser(services.Grammar, new ChoreoParser(services), services.parser.Lexer.definition);
  parser.finalize();
  parser.takeOverLinking();
  return parser;
}

export class ChoreoParser extends LangiumParser {
  protected override readonly lexer: Lexer;
  readonly #repair: TextRepair;
  #withheld: Declaration[] | undefined;
  /** What is parsed now. */
  #lexed: LexerResult | undefined;

  /**
   * Comments are left out of the tree: nothing needs them there, and Langium passes all comments between two words as the
   * arguments of one call, which fails for many thousands of lines.
   */
  constructor(services: LangiumCoreServices) {
    super(services);
    const lexer = services.parser.Lexer;
    this.lexer = {
      definition: lexer.definition,
      tokenize: (text, options) => this.#lexed ?? { ...lexer.tokenize(text, options), hidden: [] },
    };
    const entry = services.Grammar.rules.filter(GrammarAST.isParserRule).find(rule => rule.entry);
    if (!entry) throw new Error('The grammar has no entry rule.');
    this.#repair = new TextRepair(entry, lexer);
  }

  /** Returns an empty result of the entry rule for Langium to link, which is fast; the real nodes are linked below. */
  takeOverLinking(): void {
    const parseFile = this.mainRule;
    const withhold = (file: unknown): void => {
      if (!isChoreoFile(file)) return;
      this.#withheld = file.declarations;
      (file as Mutable<ChoreoFile>).declarations = [];
    };
    this.mainRule = function (this: unknown, args) {
      const file: unknown = parseFile.call(this, args);
      withhold(file);
      return file;
    };
  }

  override parse<T extends AstNode = AstNode>(input: string, options?: ParserOptions): RepairedResult<T> {
    const lexed = this.lexer.tokenize(input);
    const parse = (tokens: LexerResult) => {
      this.#withheld = undefined;
      this.#lexed = tokens;
      return super.parse<T>(input, options);
    };
    try {
      const result =
        options?.rule === undefined ? this.#repair.repair(input, lexed, parse) : { ...parse(lexed), slips: [] };
      const file: AstNode = result.value;
      if (this.#withheld && isChoreoFile(file)) {
        (file as Mutable<ChoreoFile>).declarations = this.#withheld;
        linkChildren(file);
        addSoleValues(file.declarations);
      }
      return result;
    } finally {
      this.#withheld = undefined;
      this.#lexed = undefined;
      this.wrapper.input = [];
    }
  }
}

/** In `state phase: idle`, where `idle` names no enum, it is the only value. What it names is known later: here it is both. */
function addSoleValues(declarations: readonly Declaration[]): void {
  for (const declaration of declarations) {
    if (!isService(declaration)) continue;
    for (const member of declaration.members) {
      const type = isStateVariable(member) ? member.type : undefined;
      const { declared, origin, optional } = type ?? {};
      if (!type || !declared || origin !== undefined || optional) continue;
      const value: Mutable<StateValue> = {
        $type: StateValue.$type,
        $container: type,
        $containerProperty: 'values',
        $containerIndex: 0,
        ...(declared.$refNode ? { $cstNode: declared.$refNode } : {}),
        name: declared.$refText,
      };
      type.values.push(value);
    }
  }
}

/** Links all nodes below this one to their containers. */
function linkChildren(node: AstNode): void {
  for (const property in node) {
    if (property.startsWith('$')) continue;
    const value: unknown = node[property as keyof AstNode];
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const child: unknown = value[index];
        if (!isAstNode(child)) continue;
        const mutable: Mutable<AstNode> = child;
        mutable.$container = node;
        mutable.$containerProperty = property;
        mutable.$containerIndex = index;
        linkChildren(child);
      }
    } else if (isAstNode(value)) {
      const mutable: Mutable<AstNode> = value;
      mutable.$container = node;
      mutable.$containerProperty = property;
      linkChildren(value);
    }
  }
}
