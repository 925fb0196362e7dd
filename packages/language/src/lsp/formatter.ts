/** Formatting of a file, of a range, and while one types. */
import type { LangiumDocument, Lexer } from 'langium';
import type { Formatter } from 'langium/lsp';
import { Range } from 'vscode-languageserver';
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingOptions,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit,
} from 'vscode-languageserver';
import { format } from '../formatting/format.ts';
import type { FormatChange } from '../formatting/format-change.ts';
import { formatOnType, typedCharacters } from '../formatting/format-on-type.ts';
import type { ChoreoLspServices } from './choreo-lsp-services.ts';

export class ChoreoFormatter implements Formatter {
  readonly #lexer: Lexer;

  constructor(services: ChoreoLspServices) {
    this.#lexer = services.parser.Lexer;
  }

  get formatOnTypeOptions(): DocumentOnTypeFormattingOptions {
    const [firstTriggerCharacter, ...moreTriggerCharacter] = typedCharacters;
    return { firstTriggerCharacter, moreTriggerCharacter };
  }

  formatDocument(document: LangiumDocument, { options }: DocumentFormattingParams): TextEdit[] {
    return editsOf(document, this.#changesOf(document, options));
  }

  /** Only what is inside of the range changes. */
  formatDocumentRange(document: LangiumDocument, { options, range }: DocumentRangeFormattingParams): TextEdit[] {
    const { textDocument } = document;
    const [start, end] = [textDocument.offsetAt(range.start), textDocument.offsetAt(range.end)];
    const inside = this.#changesOf(document, options).filter(change => change.start >= start && change.end <= end);
    return editsOf(document, inside);
  }

  formatDocumentOnType(document: LangiumDocument, params: DocumentOnTypeFormattingParams): TextEdit[] {
    const { ch, options, position } = params;
    const text = document.textDocument.getText();
    const typing = {
      text,
      lexed: this.#lexer.tokenize(text),
      offset: document.textDocument.offsetAt(position),
      step: options.insertSpaces ? ' '.repeat(options.tabSize) : '\t',
    };
    return editsOf(
      document,
      formatOnType(ch, typing, () => this.#changesOf(document, options)),
    );
  }

  #changesOf({ textDocument, parseResult }: LangiumDocument, options: FormattingOptions): readonly FormatChange[] {
    const { insertSpaces, tabSize } = options;
    return format(textDocument.getText(), parseResult, this.#lexer, { insertSpaces, tabSize }).changes;
  }
}

function editsOf({ textDocument }: LangiumDocument, changes: readonly FormatChange[]): TextEdit[] {
  return changes.map(({ start, end, text }) => ({
    range: Range.create(textDocument.positionAt(start), textDocument.positionAt(end)),
    newText: text,
  }));
}
