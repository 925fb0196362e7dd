/** Answers the editor's requests for pictures, and notifies it when they may have changed. */
import { flowDiagram } from '@choreo/diagram';
import type { Diagram, Marker } from '@choreo/diagram';
import { DocumentState } from 'langium';
import { diagramNamesRequest, diagramRequest, diagramsChanged } from './protocol.ts';
import type { DiagramAnswer, DiagramName, DiagramNamesParams, DiagramParams, DiagramTarget } from './protocol.ts';
import type { RequestHandlers, ServerServices } from './start-server.ts';
import { answer, notify } from './requests.ts';

export const registerDiagrams: RequestHandlers = (connection, services) => {
  const { shared } = services;
  answer(connection, diagramRequest, (params: DiagramParams) => answerDiagram(services, params));
  answer(connection, diagramNamesRequest, (params: DiagramNamesParams) => answerNames(services, params));
  const tell = (): void => {
    notify(connection, diagramsChanged, undefined);
  };
  shared.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, tell);
  shared.lsp.Settings.onChange(tell);
};

export async function answerDiagram(services: ServerServices, params: DiagramParams): Promise<DiagramAnswer> {
  const checked = await checkedAt(services, params.uri);
  if (!checked) return { kind: 'unknown-file' };
  const { file, group, choreography, diagnostics, incomplete } = checked;
  const diagram = flowDiagram(choreography, {
    markers: diagnostics.map(({ span, severity, message, code }): Marker => ({ span, severity, message, code })),
    ...(params.focus && { focus: params.focus }),
  });
  const errors = diagnostics.filter(({ code }) => code === 'syntax-error');
  const [first] = errors;
  return {
    kind: 'diagram',
    uri: file.uri.toString(),
    choreography: group.key,
    title: diagram.title,
    texts: diagram.texts,
    direction: diagram.direction,
    entries: diagram.entries,
    targets: diagram.targets.map(toTarget),
    ...(diagram.notice !== undefined && { notice: diagram.notice }),
    ...(incomplete && first && { broken: { message: first.message, place: first.span, errors: errors.length } }),
  };
}

export async function answerNames(
  services: ServerServices,
  { uri }: DiagramNamesParams,
): Promise<readonly DiagramName[]> {
  const checked = await checkedAt(services, uri);
  if (!checked) return [];
  const { participants, messages, used } = checked.choreography;
  const words = { service: 'service', external: 'external service', actor: 'actor' };
  return [
    ...participants.map(({ name, kind }): DiagramName => ({
      label: name,
      description: words[kind],
      focus: { kind: 'participant', name },
    })),
    ...[...messages, ...used.messages].map(({ id, kind }): DiagramName => ({
      label: id,
      description: kind,
      focus: { kind: 'message', id },
    })),
  ];
}

/** Waits until the latest text and the configured severities have been read. */
async function checkedAt({ shared }: ServerServices, text: string) {
  await shared.workspace.WorkspaceManager.ready;
  const { Choreographies, WorkspaceLock } = shared.workspace;
  await shared.lsp.Settings.load(Choreographies.all());
  return WorkspaceLock.read(() => {
    const found = Choreographies.find(text);
    return found && { file: found.file, ...shared.validation.Checker.check(found.group) };
  });
}

function toTarget({ id, element, on, span, title, markers }: Diagram['targets'][number]): DiagramTarget {
  const findings = markers.map(({ severity, message }) => ({ severity, message }));
  return { id, element, ...(on && { on }), ...(span && { place: span }), title, findings };
}
