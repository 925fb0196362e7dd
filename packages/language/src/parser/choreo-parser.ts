/**
 * Langium's parser without two of its costs in large files: to tell the nodes of a tree where they stand it makes
 * arrays that are a fifth of all that a check allocates, and it holds on to the tokens of the last text.
 */
import { LangiumParser, createParser, isAstNode } from 'langium';
import type { AstNode, LangiumCoreServices, Lexer, Mutable, ParseResult, ParserOptions } from 'langium';
import { isChoreoFile } from '../generated/ast.ts';
import type { ChoreoFile, Declaration } from '../generated/ast.ts';

export function createChoreoParser(services: LangiumCoreServices): ChoreoParser {
  const parser = createParser(services.Grammar, new ChoreoParser(services), services.parser.Lexer.definition);
  parser.finalize();
  parser.takeOverLinking();
  return parser;
}

export class ChoreoParser extends LangiumParser {
  protected override readonly lexer: Lexer;
  #withheld: Declaration[] | undefined;

  /**
   * Comments are left out of the tree: nobody asks it for them, and Langium hands all comments between two words over as the
   * arguments of one call, for which many thousands of lines are too many.
   */
  constructor(services: LangiumCoreServices) {
    super(services);
    const lexer = services.parser.Lexer;
    this.lexer = {
      definition: lexer.definition,
      tokenize: (text, options) => ({ ...lexer.tokenize(text, options), hidden: [] }),
    };
  }

  /** What the entry rule returns Langium links to its container, all that is in it; an empty file is soon linked. */
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

  override parse<T extends AstNode = AstNode>(input: string, options?: ParserOptions): ParseResult<T> {
    this.#withheld = undefined;
    const result = super.parse<T>(input, options);
    this.wrapper.input = [];
    const file: AstNode = result.value;
    if (this.#withheld && isChoreoFile(file)) {
      (file as Mutable<ChoreoFile>).declarations = this.#withheld;
      this.#withheld = undefined;
      linkChildren(file);
    }
    return result;
  }
}

/** Tells all nodes below this one which they stand in, and where in it. */
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
