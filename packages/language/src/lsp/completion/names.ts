/** Completes references: the possible names, with their kinds. */
import { AstUtils } from 'langium';
import type { AstNode, AstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import {
  Service,
  isByClause,
  isChooseStep,
  isContents,
  isCopiedFields,
  isEmission,
  isEntry,
  isField,
  isGivenField,
  isHeader,
  isMessage,
  isMessageRef,
  isNamePart,
  isReaction,
} from '../../generated/ast.ts';
import type { Message } from '../../generated/ast.ts';
import type { Models } from '../../lowering/models.ts';
import type { ChoreoScopeProvider } from '../../references/choreo-scope-provider.ts';
import type { ChoreoDocument, Choreographies } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { fieldsOf, triggerMessages } from '../../references/fields.ts';
import { messageRankAt } from './message-ranks.ts';
import { MessageTraffic } from './message-traffic.ts';
import type { Cursor } from './message-traffic.ts';
import type { Fit, Offer } from './offer.ts';
import { fieldRankAt, isTruth, nameRankAt } from './value-ranks.ts';

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

export class NameOffers {
  readonly #scopes: ChoreoScopeProvider;
  readonly #kinds: NodeKindProvider;
  readonly #choreographies: Choreographies;
  readonly #models: Models;

  constructor({ references, shared }: ChoreoLspServices) {
    this.#scopes = references.ScopeProvider;
    this.#kinds = shared.lsp.NodeKindProvider;
    this.#choreographies = shared.workspace.Choreographies;
    this.#models = shared.lowering.Models;
  }

  /** The names for a reference in this property of a node. */
  of(container: AstNode, property: string, cursor: Cursor): readonly Offer[] {
    const chosen = property === 'message' ? outcomesChosenFrom(container) : undefined;
    const reference = { reference: { $refText: '', ref: undefined }, container, property };
    const bare = this.#scopes
      .getScope(reference)
      .getAllElements()
      .filter(description => fits(description, container, property) && !isWholeList(description, container))
      .map(description => [description.name, description] as const);
    const rank = this.#rankAt(container, property, cursor);
    return [...bare, ...this.#scopes.onlyQualified(reference)]
      .filter(([, { node }]) => chosen === undefined || (node !== undefined && chosen.has(node)))
      .map(([name, description]) => this.#offer(name, description, description.node && rank(description.node)));
  }

  /** The messages for this place, the one that fits best first. */
  bestMessages(container: AstNode, cursor: Cursor): readonly Offer[] {
    const order = ({ fit }: Offer): number => fit?.order ?? 0;
    return [...this.of(container, 'message', cursor)].sort((one, other) => order(one) - order(other));
  }

  /** Whether `true` and `false` are what this expression is compared with, or assigned or given to. */
  isTruth(expression: AstNode): boolean {
    return isTruth(this.#scopes.counterpartOf(expression));
  }

  #rankAt(container: AstNode, property: string, cursor: Cursor): (node: AstNode) => Fit | undefined {
    if (property === 'message') {
      const document = AstUtils.getDocument(container) as ChoreoDocument;
      const group = this.#choreographies.groupOf(document);
      const rank = messageRankAt(container, new MessageTraffic(this.#models.of(group), cursor));
      return node => (isMessage(node) ? rank(node, this.#idOf(node, group.name)) : undefined);
    }
    if (property === 'named' && isNamePart(container)) {
      return nameRankAt(container, this.#scopes.counterpartOf(container.$container));
    }
    return property === 'field' ? fieldRankAt(container) : () => undefined;
  }

  /** As the model of a choreography names a message. */
  #idOf(message: Message, choreography: string): string {
    const { name: owner } = this.#choreographies.groupOf(AstUtils.getDocument(message) as ChoreoDocument);
    const name = message.name ?? '';
    return owner === choreography ? name : `${owner}.${name}`;
  }

  /** The used choreographies, as qualifiers before a dot. */
  qualifiers(container: AstNode): readonly Offer[] {
    const [, ...used] = this.#scopes.qualifiersFrom(container);
    return used.map(label => ({ label, rank: 'qualifier', kind: CompletionItemKind.Module, detail: 'choreography' }));
  }

  isQualifier(container: AstNode, name: string): boolean {
    return this.#scopes.qualifiersFrom(container).includes(name);
  }

  #offer(label: string, description: AstNodeDescription, fit: Fit | undefined): Offer {
    const { node } = description;
    const detail = isMessage(node) ? node.kind : details[description.type];
    return {
      label,
      rank: 'name',
      kind: this.#kinds.getCompletionItemKind(description),
      ...(detail ? { detail } : {}),
      ...(fit ? { fit } : {}),
      ...(node ? { node } : {}),
    };
  }
}

function fits({ type, name }: AstNodeDescription, container: AstNode, property: string): boolean {
  switch (property) {
    case 'participant':
      // Actors have no reactions.
      return type === Service.$type;
    case 'choreography': {
      const header = container.$container;
      if (!isHeader(header)) return true;
      return name !== header.name && header.uses.every(use => use === container || use.choreography?.$refText !== name);
    }
    case 'field': {
      const contents = container.$container;
      if (isByClause(container)) return isInAllTriggers(container, name);
      // What is given already is not given again.
      return (
        !isContents(contents) ||
        contents.items.every(item => item === container || isCopiedFields(item) || item.field?.$refText !== name)
      );
    }
    case 'base':
      return !('name' in container) || container.name !== name;
    case 'message': {
      // Nothing comes only after itself, and what is named already need not be named again.
      const entry = container.$container;
      if (!isEntry(entry) || !isMessageRef(container)) return true;
      return [entry, ...entry.after].every(one => one === container || one.message?.$refText !== name);
    }
    default:
      return true;
  }
}

/** A join matches its messages by a field that all of them have. */
function isInAllTriggers(clause: AstNode, name: string): boolean {
  const reaction = AstUtils.getContainerOfType(clause, isReaction);
  return reaction !== undefined && triggerMessages(reaction).every(message => fieldsOf(message).has(name));
}

/** A list or a map can be given as it is, but a condition cannot ask for it. */
function isWholeList({ node }: AstNodeDescription, container: AstNode): boolean {
  if (!isNamePart(container) || !isField(node)) return false;
  const isGiven = isGivenField(container.$container.$container);
  return !isGiven && node.type !== undefined && (node.type.arrays.length > 0 || node.type.isMap);
}

/** For `choose` in a scenario: the messages that the reaction emits. */
function outcomesChosenFrom(container: AstNode): ReadonlySet<AstNode> | undefined {
  const reaction = AstUtils.getContainerOfType(container, isChooseStep)?.reaction?.ref;
  if (!reaction) return undefined;
  const emitted = AstUtils.streamAllContents(reaction).filter(isEmission);
  return new Set(emitted.map(({ message }) => message?.ref).nonNullable());
}
