/** Completes references: the possible names, with their kinds. */
import { AstUtils } from 'langium';
import type { AstNode, AstNodeDescription } from 'langium';
import type { NodeKindProvider } from 'langium/lsp';
import { CompletionItemKind } from 'vscode-languageserver';
import {
  Service,
  isChooseStep,
  isContents,
  isCopiedFields,
  isEmission,
  isEntry,
  isHeader,
  isMessage,
  isMessageRef,
} from '../../generated/ast.ts';
import { docBefore } from '../../lowering/doc-comment.ts';
import type { ChoreoScopeProvider } from '../../references/choreo-scope-provider.ts';
import type { Offer } from './offer.ts';

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

  constructor(scopes: ChoreoScopeProvider, kinds: NodeKindProvider) {
    this.#scopes = scopes;
    this.#kinds = kinds;
  }

  /** The names for a reference in this property of a node. */
  of(container: AstNode, property: string): readonly Offer[] {
    const chosen = property === 'message' ? outcomesChosenFrom(container) : undefined;
    const reference = { reference: { $refText: '', ref: undefined }, container, property };
    const bare = this.#scopes
      .getScope(reference)
      .getAllElements()
      .filter(description => fits(description, container, property))
      .map(description => [description.name, description] as const);
    return [...bare, ...this.#scopes.onlyQualified(reference)]
      .filter(([, { node }]) => chosen === undefined || (node !== undefined && chosen.has(node)))
      .map(([name, description]) => this.#offer(name, description));
  }

  /** The used choreographies, as qualifiers before a dot. */
  qualifiers(container: AstNode): readonly Offer[] {
    const [, ...used] = this.#scopes.qualifiersFrom(container);
    return used.map(label => ({ label, rank: 'qualifier', kind: CompletionItemKind.Module, detail: 'choreography' }));
  }

  isQualifier(container: AstNode, name: string): boolean {
    return this.#scopes.qualifiersFrom(container).includes(name);
  }

  #offer(label: string, description: AstNodeDescription): Offer {
    const { node } = description;
    const detail = isMessage(node) ? node.kind : details[description.type];
    const text = node && AstUtils.getDocument(node).textDocument.getText();
    const documentation = text !== undefined && node?.$cstNode ? docBefore(text, node.$cstNode.offset) : undefined;
    return {
      label,
      rank: 'name',
      kind: this.#kinds.getCompletionItemKind(description),
      ...(detail ? { detail } : {}),
      ...(documentation ? { documentation } : {}),
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

/** For `choose` in a scenario: the messages that the reaction emits. */
function outcomesChosenFrom(container: AstNode): ReadonlySet<AstNode> | undefined {
  const reaction = AstUtils.getContainerOfType(container, isChooseStep)?.reaction?.ref;
  if (!reaction) return undefined;
  const emitted = AstUtils.streamAllContents(reaction).filter(isEmission);
  return new Set(emitted.map(({ message }) => message?.ref).nonNullable());
}
