/** What can be written next: names with what they are, and only keywords that mean something in that place. */
import { AstUtils, GrammarAST } from 'langium';
import type { AstNodeDescription, LangiumDocument, ReferenceInfo } from 'langium';
import { DefaultCompletionProvider } from 'langium/lsp';
import type { CompletionContext, CompletionValueItem } from 'langium/lsp';
import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { isMessage } from '../generated/ast.ts';
import { docBefore } from '../lowering/doc-comment.ts';
import { allowableCodesAt } from './allowable-codes.ts';

/** Rules whose keywords are but possible names of fields: offered, they would bury the fields themselves. */
const wordRules = new Set(['Word', 'FirstWord']);

const details: Readonly<Record<string, string>> = {
  RecordType: 'type',
  EnumType: 'enum',
  EnumValue: 'enum value',
  StateVariable: 'state',
  StateValue: 'state value',
  Service: 'service',
  Actor: 'actor',
  Header: 'choreography',
  Field: 'field',
  Reaction: 'reaction',
};

export class ChoreoCompletion extends DefaultCompletionProvider {
  override readonly completionOptions = { triggerCharacters: ['.', '@', '"'] };

  override async getCompletion(
    document: LangiumDocument,
    params: CompletionParams,
  ): Promise<CompletionList | undefined> {
    const codes = allowableCodesAt(document.textDocument, params.position);
    if (codes.length > 0) return { isIncomplete: false, items: codes };
    // Any other text says what its author likes.
    if (params.context?.triggerCharacter === '"') return undefined;
    return super.getCompletion(document, params);
  }

  protected override filterKeyword(context: CompletionContext, keyword: GrammarAST.Keyword): boolean {
    const rule = AstUtils.getContainerOfType(keyword, GrammarAST.isParserRule);
    if (rule && wordRules.has(rule.name)) return false;
    return super.filterKeyword(context, keyword);
  }

  protected override createReferenceCompletionItem(
    description: AstNodeDescription,
    refInfo: ReferenceInfo,
    context: CompletionContext,
  ): CompletionValueItem {
    const node = description.node;
    const detail = isMessage(node) ? node.kind : details[description.type];
    const text = node && AstUtils.getDocument(node).textDocument.getText();
    const doc = text !== undefined && node?.$cstNode ? docBefore(text, node.$cstNode.offset) : undefined;
    return {
      ...super.createReferenceCompletionItem(description, refInfo, context),
      ...(detail ? { detail } : {}),
      ...(doc ? { documentation: { kind: 'markdown', value: doc } } : {}),
    };
  }
}
