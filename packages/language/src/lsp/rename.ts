/** Renaming over all files: with the names that unlabelled reactions take from their triggers, and never to what is no name. */
import type { AstNode, LangiumDocument, LangiumDocuments } from 'langium';
import { AstUtils, CstUtils } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import type { LangiumServices } from 'langium/lsp';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { RenameParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { isField, isEnumValue, isMessage, isProperty, isReaction, isScenario, isStateValue } from '../generated/ast.ts';
import { reactionName } from '../references/choreo-name-provider.ts';
import { isJoin } from '../references/fields.ts';
import { isKeyword, isName } from '../parser/words.ts';

export class ChoreoRename extends DefaultRenameProvider {
  private readonly documents: LangiumDocuments;

  constructor(services: LangiumServices) {
    super(services);
    this.documents = services.shared.workspace.LangiumDocuments;
  }

  override async rename(document: LangiumDocument, params: RenameParams): Promise<WorkspaceEdit | undefined> {
    const target = this.targetAt(document, params);
    if (!target) return undefined;
    if (isProperty(target) || isScenario(target)) {
      return super.rename(document, { ...params, newName: JSON.stringify(params.newName.replace(/^"|"$/g, '')) });
    }
    const { newName } = params;
    if (!isName(newName))
      throw invalid(`\`${newName}\` is not a name: letters, digits and \`_\`, with no digit at the start.`);
    const anyWord = isField(target) || isEnumValue(target) || isStateValue(target);
    if (!anyWord && isKeyword(newName)) throw invalid(`\`${newName}\` is a word of the language. Choose another name.`);
    const edit = await super.rename(document, params);
    if (edit?.changes && isMessage(target)) this.renameDerived(target, newName, edit.changes);
    return edit;
  }

  /** `choose Warehouse.onOrderPlaced` follows a rename of `OrderPlaced`. */
  private renameDerived(message: AstNode, newName: string, changes: Record<string, TextEdit[]>): void {
    const uses = this.references.findReferences(message, { includeDeclaration: false });
    const renamed = new Set<AstNode>();
    for (const use of uses) {
      const source = this.documents.getDocument(use.sourceUri);
      const root = source?.parseResult.value.$cstNode;
      const leaf = root && CstUtils.findLeafNodeAtOffset(root, use.segment.offset);
      const reaction = leaf && AstUtils.getContainerOfType(leaf.astNode, isReaction);
      if (!reaction || reaction.label || renamed.has(reaction)) continue;
      const triggers = reaction.trigger?.messages ?? [];
      if (!triggers.some(({ message: trigger }) => trigger?.ref === message)) continue;
      renamed.add(reaction);
      const names = triggers.map(({ message: trigger }) =>
        trigger?.ref === message ? newName : (trigger?.$refText ?? ''),
      );
      const newText = `on${names.join(isJoin(reaction) ? 'And' : 'Or')}`;
      if (newText === reactionName(reaction)) continue;
      for (const place of this.references.findReferences(reaction, { includeDeclaration: false })) {
        const uri = place.sourceUri.toString();
        (changes[uri] ??= []).push({ range: place.segment.range, newText });
      }
    }
  }

  private targetAt(document: LangiumDocument, params: RenameParams): AstNode | undefined {
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(params.position);
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, this.grammarConfig.nameRegexp);
    return leaf && this.references.findDeclarations(leaf)[0];
  }
}

function invalid(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
