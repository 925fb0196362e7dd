/** Adds lenses about the flow, and answers where an element of it is emitted, handled, received and asked about. */
import { partedReferencesAt } from '@choreo/language/lsp';
import type { PartedPlace } from '@choreo/language/lsp';
import { DocumentState, URI } from 'langium';
import { CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import { flowPlacesRequest } from '../protocol/navigation.ts';
import type { FlowPlace, FlowPlaces, FlowPosition } from '../protocol/navigation.ts';
import { answer } from '../requests.ts';
import type { RequestHandlers, ServerServices } from '../start-server.ts';
import { FlowLenses } from './flow-lenses.ts';
import { readLensSettings } from './lens-settings.ts';

/** Milliseconds without a change before other files' lenses are compared. */
const pause = 300;

export const registerNavigation: RequestHandlers = (connection, services) => {
  answer(connection, flowPlacesRequest, (at: FlowPosition) => answerPlaces(services, at));
  addLenses(connection, services);
};

function addLenses(connection: Connection, services: ServerServices): void {
  const { shared, choreo } = services;
  const { Choreographies, ConfigurationProvider, DocumentBuilder, WorkspaceLock, WorkspaceManager } = shared.workspace;
  const lenses = new FlowLenses(services);
  const settings = async () => readLensSettings(await ConfigurationProvider.getConfiguration('choreo', 'codeLens'));
  choreo.lsp.CodeLensProvider.add(async document =>
    lenses.of(Choreographies.groupOf(document), document.uri.toString(), await settings()),
  );
  connection.onCodeLensResolve(async lens => {
    await WorkspaceManager.ready;
    return WorkspaceLock.read(() => lenses.resolve(lens));
  });

  let canRefresh = false;
  shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
    canRefresh = capabilities.workspace?.codeLens?.refreshSupport === true;
  });
  const refresh = (): void => {
    if (canRefresh) connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => console.error(error));
  };
  // The editor itself asks again for the file that changes; what it says about others' messages shows in other files.
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  DocumentBuilder.onBuildPhase(DocumentState.Validated, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void WorkspaceLock.read(() => {
        const counts = Choreographies.all().map(group => lenses.countsOf(group));
        const now = counts.join('\n\n');
        if (shown !== now) refresh();
        shown = now;
      });
    }, pause);
  });
  shared.lsp.Settings.onChange(refresh);
  connection.onShutdown(() => clearTimeout(timer));
}

export async function answerPlaces({ shared, choreo }: ServerServices, at: FlowPosition): Promise<FlowPlaces | null> {
  await shared.workspace.WorkspaceManager.ready;
  return shared.workspace.WorkspaceLock.read(() => {
    const { LangiumDocuments } = shared.workspace;
    const document = LangiumDocuments.getDocument(URI.parse(at.uri));
    const parted = document && partedReferencesAt(choreo, document, at.position);
    if (!parted) return null;
    const { element, name, participant, places } = parted;
    const lineOf = ({ span: { uri, range } }: PartedPlace): string => {
      const text = LangiumDocuments.getDocument(URI.parse(uri))?.textDocument;
      const { line } = range.start;
      return text?.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).trim() ?? '';
    };
    return {
      kind: element.kind === 'doer' ? 'part' : element.kind,
      name,
      focus: element.kind === 'message' ? { kind: 'message', id: name } : { kind: 'participant', name: participant },
      places: places.map((place): FlowPlace => ({
        role: place.role,
        place: place.span,
        within: place.within,
        line: lineOf(place),
      })),
    };
  });
}
