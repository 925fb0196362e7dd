/** The icons of nodes in outline and completion. */
import type { AstNode, AstNodeDescription } from 'langium';
import { DefaultNodeKindProvider } from 'langium/lsp';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';

const kinds: Readonly<Record<string, readonly [SymbolKind, CompletionItemKind]>> = {
  Header: [SymbolKind.Module, CompletionItemKind.Module],
  Message: [SymbolKind.Event, CompletionItemKind.Event],
  RecordType: [SymbolKind.Struct, CompletionItemKind.Struct],
  EnumType: [SymbolKind.Enum, CompletionItemKind.Enum],
  EnumValue: [SymbolKind.EnumMember, CompletionItemKind.EnumMember],
  Field: [SymbolKind.Field, CompletionItemKind.Field],
  Service: [SymbolKind.Class, CompletionItemKind.Class],
  Actor: [SymbolKind.Interface, CompletionItemKind.Interface],
  Reaction: [SymbolKind.Method, CompletionItemKind.Method],
  Schedule: [SymbolKind.Method, CompletionItemKind.Method],
  StateVariable: [SymbolKind.Variable, CompletionItemKind.Variable],
  StateValue: [SymbolKind.EnumMember, CompletionItemKind.EnumMember],
  Channel: [SymbolKind.Namespace, CompletionItemKind.Module],
  Property: [SymbolKind.Constant, CompletionItemKind.Constant],
  Scenario: [SymbolKind.Function, CompletionItemKind.Function],
};

export class ChoreoNodeKinds extends DefaultNodeKindProvider {
  override getSymbolKind(node: AstNode | AstNodeDescription): SymbolKind {
    return kinds[typeOf(node)]?.[0] ?? SymbolKind.Field;
  }

  override getCompletionItemKind(node: AstNode | AstNodeDescription): CompletionItemKind {
    return kinds[typeOf(node)]?.[1] ?? CompletionItemKind.Reference;
  }
}

function typeOf(node: AstNode | AstNodeDescription): string {
  return '$type' in node ? node.$type : node.type;
}
