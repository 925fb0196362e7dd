/** Folding ranges for declarations, multi-line comments, and consecutive `//` lines. */
import type { AstNode, LangiumDocument, Lexer } from 'langium';
import { DefaultFoldingRangeProvider } from 'langium/lsp';
import type { FoldingRangeAcceptor, LangiumServices } from 'langium/lsp';
import { FoldingRangeKind } from 'vscode-languageserver';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';

/** The minimum number of lines to fold. */
const fewest = 3;

export class ChoreoFoldingRanges extends DefaultFoldingRangeProvider {
  readonly #lexer: Lexer;

  constructor(services: ChoreoLspServices) {
    super(services as LangiumServices);
    this.#lexer = services.parser.Lexer;
  }

  /** Found in the text, since the tree has no comments. */
  protected override collectCommentFolding(
    document: LangiumDocument,
    _root: AstNode,
    accept: FoldingRangeAcceptor,
  ): void {
    const fold = (first: number, last: number, endLine: number): void => {
      if (last - first + 1 >= fewest) accept({ startLine: first, endLine, kind: FoldingRangeKind.Comment });
    };
    // Consecutive `//` lines.
    let run: { readonly first: number; readonly last: number } | undefined;
    for (const { image, startLine = 1, endLine = startLine } of this.#lexer.tokenize(document.textDocument.getText())
      .hidden) {
      const isLine = image.startsWith('//');
      const [firstLine, lastLine] = [startLine - 1, endLine - 1];
      const goesOn = isLine && run?.last === firstLine - 1;
      if (run && !goesOn) fold(run.first, run.last, run.last);
      if (isLine) run = { first: goesOn && run ? run.first : firstLine, last: firstLine };
      else {
        run = undefined;
        // The last line stays visible.
        fold(firstLine, lastLine, lastLine - 1);
      }
    }
    if (run) fold(run.first, run.last, run.last);
  }
}
