/** Go to the implementation: which generated code belongs to the element at the cursor. Where it is, only a server with files knows. */
import type { LangiumDocument } from 'langium';
import type { ImplementationProvider } from 'langium/lsp';
import { CancellationToken } from 'vscode-languageserver';
import type { ImplementationParams, LocationLink } from 'vscode-languageserver';
import type { Group } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { causesOf } from './causes.ts';
import { FlowElements } from './flow-element.ts';
import type { FindGenerated, GeneratedPart } from './generated-part.ts';

export class ChoreoImplementation implements ImplementationProvider {
  /** Replaced by whoever can read files. */
  find: FindGenerated = async () => [];
  readonly #elements: FlowElements;

  constructor(services: ChoreoLspServices) {
    this.#elements = new FlowElements(services);
  }

  async getImplementation(
    document: LangiumDocument,
    { position }: ImplementationParams,
    cancel = CancellationToken.None,
  ): Promise<LocationLink[]> {
    const element = this.#elements.at(document, position);
    const group = element && this.#elements.group(element.choreography);
    if (!group) return [];
    const parts = this.#partsOf(group, element);
    const found = parts.length > 0 ? await this.find(parts, cancel) : [];
    return found.map(({ uri, range }) => ({ targetUri: uri, targetRange: range, targetSelectionRange: range }));
  }

  /** Of a message: the handlers of all services that take it, in other choreographies too. */
  #partsOf(group: Group, element: NonNullable<ReturnType<FlowElements['at']>>): readonly GeneratedPart[] {
    switch (element.kind) {
      case 'message':
        return this.#elements.viewsOf(group, element.name).flatMap(view => {
          const links = causesOf(view.choreography).taken.get(view.id) ?? [];
          return links.flatMap(({ doer }) => handlersOf(view.group, doer.key));
        });
      case 'participant':
        return [{ choreography: group.name, service: element.name }];
      case 'doer':
        return handlersOf(group, element.key);
      default:
        return element satisfies never;
    }
  }
}

/** Entries and receipts have no handler. */
function handlersOf({ name }: Group, key: string): readonly GeneratedPart[] {
  const [, id] = /^(?:reaction|schedule) (.*)$/.exec(key) ?? [];
  return id === undefined ? [] : [{ choreography: name, handlerOf: id }];
}
