/**
 * Asks the editor to fetch semantic tokens and inlay hints again when they may have changed without a change of their own file: a
 * declaration in another file is renamed or becomes something else, or a setting changes.
 */
import { DocumentState } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { InlayHintRefreshRequest, SemanticTokensRefreshRequest } from 'vscode-languageserver';

export function refreshWithOtherFiles(services: LangiumSharedServices): void {
  const { Connection: connection, LanguageServer } = services.lsp;
  let tokens = false;
  let hints = false;
  LanguageServer.onInitialize(({ capabilities: { workspace } }) => {
    tokens = workspace?.semanticTokens?.refreshSupport === true;
    hints = workspace?.inlayHint?.refreshSupport === true;
  });
  const ask = (request: Promise<void> | undefined): void => {
    request?.catch((error: unknown) => console.error(error));
  };
  let changed: ReadonlySet<string> = new Set();
  services.workspace.DocumentBuilder.onUpdate(uris => {
    changed = new Set(uris.map(uri => uri.toString()));
  });
  services.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, documents => {
    if (documents.every(({ uri }) => changed.has(uri.toString()))) return;
    if (tokens) ask(connection?.sendRequest(SemanticTokensRefreshRequest.type));
    if (hints) ask(connection?.sendRequest(InlayHintRefreshRequest.type));
  });
  services.workspace.ConfigurationProvider.onConfigurationSectionUpdate(() => {
    if (hints) ask(connection?.sendRequest(InlayHintRefreshRequest.type));
  });
}
