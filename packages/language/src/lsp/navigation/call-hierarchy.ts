/** Causality as a call hierarchy: incoming calls are what leads to an element of the flow, outgoing calls what follows from it. */
import type { LangiumDocument } from 'langium';
import type { CallHierarchyProvider } from 'langium/lsp';
import { compareSpans } from '@choreo/model';
import type { Message, Participant, Span } from '@choreo/model';
import { SymbolKind } from 'vscode-languageserver';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import type { Group } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { causesOf, doersOf, headOf, madeBy, takenBy } from './causes.ts';
import type { Doer, Link } from './causes.ts';
import { FlowElements, nameSpanOf, placeOf } from './flow-element.ts';
import type { FlowElement } from './flow-element.ts';

/** One hop: the other element, how it is connected, and the place that connects them. */
interface Hop {
  readonly item: CallHierarchyItem;
  readonly at: Span;
}

export class ChoreoCallHierarchy implements CallHierarchyProvider {
  readonly #elements: FlowElements;

  constructor(services: ChoreoLspServices) {
    this.#elements = new FlowElements(services);
  }

  prepareCallHierarchy(
    document: LangiumDocument,
    { position }: CallHierarchyPrepareParams,
  ): CallHierarchyItem[] | undefined {
    const element = this.#elements.at(document, position);
    const item = element && this.#itemOf(element);
    return item && [item];
  }

  incomingCalls({ item }: CallHierarchyIncomingCallsParams): CallHierarchyIncomingCall[] {
    return grouped(this.#leadingTo(item)).map(({ item: from, places }) => ({ from, fromRanges: places }));
  }

  outgoingCalls({ item }: CallHierarchyOutgoingCallsParams): CallHierarchyOutgoingCall[] {
    return grouped(this.#following(item)).map(({ item: to, places }) => ({ to, fromRanges: places }));
  }

  /** The places are in the file of what leads here. */
  #leadingTo(item: CallHierarchyItem): readonly Hop[] {
    const element: unknown = item.data;
    if (!isFlowElement(element)) return [];
    const group = this.#elements.group(element.choreography);
    if (!group) return [];
    if (element.kind === 'message') {
      return this.#elements.viewsOf(group, element.name).flatMap(view => {
        const links = causesOf(view.choreography).made.get(view.id) ?? [];
        return links.map(({ doer, how, span }) => ({ item: doerItem(view.group, doer, how), at: span }));
      });
    }
    const links = this.#doersIn(group, element).flatMap(takenBy);
    return links.flatMap(({ message }) => {
      const found = this.#messageItem(group, message, '');
      return found ? [{ item: found, at: { uri: found.uri, range: found.selectionRange } }] : [];
    });
  }

  /** The places are in the file of the element itself. */
  #following(item: CallHierarchyItem): readonly Hop[] {
    const element: unknown = item.data;
    if (!isFlowElement(element)) return [];
    const group = this.#elements.group(element.choreography);
    if (!group) return [];
    if (element.kind === 'message') {
      const at = { uri: item.uri, range: item.selectionRange };
      return this.#elements.viewsOf(group, element.name).flatMap(view => {
        const links = causesOf(view.choreography).taken.get(view.id) ?? [];
        return links.map(({ doer }) => ({ item: doerItem(view.group, doer, ''), at }));
      });
    }
    return this.#doersIn(group, element)
      .flatMap(madeBy)
      .flatMap(({ message, how, span, doer }: Link) => {
        // That it comes from outside is what the entry itself says.
        const found = this.#messageItem(group, message, doer.kind === 'entry' && element.kind === 'doer' ? '' : how);
        return found ? [{ item: found, at: span }] : [];
      });
  }

  #doersIn(group: Group, element: FlowElement): readonly Doer[] {
    const model = this.#elements.modelOf(group);
    if (element.kind === 'message') return [];
    if (element.kind === 'doer') return [causesOf(model).doers.get(element.key) ?? []].flat();
    const participant = model.participants.find(({ name }) => name === element.name);
    return participant ? doersOf(participant) : [];
  }

  #itemOf(element: FlowElement): CallHierarchyItem | undefined {
    const group = this.#elements.group(element.choreography);
    if (!group) return undefined;
    const model = this.#elements.modelOf(group);
    switch (element.kind) {
      case 'message':
        return this.#messageItem(group, element.name, '');
      case 'participant': {
        const participant = model.participants.find(({ name }) => name === element.name);
        return participant && participantItem(group, participant);
      }
      case 'doer': {
        const doer = causesOf(model).doers.get(element.key);
        return doer && doerItem(group, doer, '');
      }
      default:
        return element satisfies never;
    }
  }

  /** `id`: as the group names it. Undefined if it is not declared. */
  #messageItem(group: Group, id: string, how: string): CallHierarchyItem | undefined {
    const home = this.#elements.homeOf(group, id);
    const message = this.#elements.modelOf(home.group).messages.find(one => one.id === home.name);
    return message && messageItem(home.group, id, message, how);
  }
}

function messageItem(home: Group, name: string, message: Message, how: string): CallHierarchyItem {
  return itemAt(message, {
    name,
    kind: SymbolKind.Event,
    detail: how === '' ? message.kind : how,
    data: { kind: 'message', choreography: home.key, name: message.id },
  });
}

function participantItem(group: Group, participant: Participant): CallHierarchyItem {
  return itemAt(participant, {
    name: participant.name,
    kind: kindOf(participant),
    detail: participant.kind === 'external' ? 'external service' : participant.kind,
    data: { kind: 'participant', choreography: group.key, name: participant.name },
  });
}

/** `how`: how it is connected to the element that the hop comes from. */
function doerItem(group: Group, doer: Doer, how: string): CallHierarchyItem {
  const { participant } = doer;
  const data: FlowElement = { kind: 'doer', choreography: group.key, key: doer.key };
  const head = headOf(doer);
  // A schedule's and an entry's own words say how, too.
  const detail = [head, how.startsWith(head) ? how.slice(head.length).replace(/^ · /, '') : how]
    .filter(Boolean)
    .join(' · ');
  const { name } = doer.kind === 'reaction' ? { name: doer.reaction.id } : participant;
  const kind = doer.kind === 'reaction' || doer.kind === 'schedule' ? SymbolKind.Method : kindOf(participant);
  return itemAt({ span: placeOf(doer), nameSpan: nameSpanOf(doer) }, { name, kind, detail, data });
}

function kindOf({ kind }: Participant): SymbolKind {
  return kind === 'actor' ? SymbolKind.Interface : SymbolKind.Class;
}

function itemAt(
  { span, nameSpan }: { readonly span: Span; readonly nameSpan: Span },
  rest: Pick<CallHierarchyItem, 'name' | 'kind' | 'detail'> & { readonly data: FlowElement },
): CallHierarchyItem {
  return { ...rest, uri: span.uri, range: span.range, selectionRange: nameSpan.range };
}

/** One call for all places that connect the same elements in the same way, in the order of the first. */
function grouped(
  hops: readonly Hop[],
): readonly { readonly item: CallHierarchyItem; readonly places: Span['range'][] }[] {
  const calls = Map.groupBy(hops, ({ item }) => JSON.stringify([item.data, item.detail]));
  return [...calls.values()].flatMap(same => {
    const places = same.map(({ at }) => at).toSorted(compareSpans);
    const distinct = places.filter((place, index) => {
      const before = places[index - 1];
      return !before || compareSpans(before, place) !== 0;
    });
    return same[0] ? [{ item: same[0].item, places: distinct.map(({ range }) => range) }] : [];
  });
}

function isFlowElement(data: unknown): data is FlowElement {
  return typeof data === 'object' && data !== null && 'kind' in data && 'choreography' in data;
}
