/** What the cursor is on, as an element of the flow: a message, a participant, or one of its reactions, schedules and entries. */
import { AstUtils, CstUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import { comparePositions } from '@choreo/model';
import type { Choreography, Position, Span } from '@choreo/model';
import { isActor, isEntry, isMessage, isReaction, isReceipt } from '../../generated/ast.ts';
import { isSchedule, isService } from '../../generated/ast.ts';
import type { Models } from '../../lowering/models.ts';
import type { ChoreoDocument, Choreographies, Group } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { causesOf } from './causes.ts';
import type { Doer } from './causes.ts';

/** Names an element over edits; plain data, since editors keep it. `choreography`: the key of its group. */
export type FlowElement = { readonly choreography: string } & (
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'participant'; readonly name: string }
  | { readonly kind: 'doer'; readonly key: string }
);

/** A message as one of the choreographies that know it names it: `Invoiced` at home, `Billing.Invoiced` elsewhere. */
export interface MessageView {
  readonly group: Group;
  readonly choreography: Choreography;
  readonly id: string;
}

export class FlowElements {
  readonly #choreographies: Choreographies;
  readonly #models: Models;
  readonly #services: ChoreoLspServices;

  constructor(services: ChoreoLspServices) {
    this.#services = services;
    this.#choreographies = services.shared.workspace.Choreographies;
    this.#models = services.shared.lowering.Models;
  }

  /** The element that is named or begun at a place; within a reaction, the reaction if nothing else is named there. */
  at(document: LangiumDocument, position: Position): FlowElement | undefined {
    const nodes = this.declarationsAt(document, position);
    const named = nodes.flatMap(node => this.#elementOf(node) ?? [])[0];
    if (named) return named;
    const root = document.parseResult.value.$cstNode;
    const leaf = root && CstUtils.findLeafNodeAtOffset(root, document.textDocument.offsetAt(position));
    for (let node: AstNode | undefined = leaf?.astNode; node; node = node.$container) {
      if (isReaction(node) || isSchedule(node) || isEntry(node) || isReceipt(node)) return this.#elementOf(node);
    }
    return undefined;
  }

  /** The declarations of the name at a place. */
  declarationsAt(document: LangiumDocument, position: Position): readonly AstNode[] {
    const { references, parser } = this.#services;
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, parser.GrammarConfig.nameRegexp);
    return leaf ? references.References.findDeclarations(leaf) : [];
  }

  group(key: string): Group | undefined {
    return this.#choreographies.all().find(group => group.key === key);
  }

  modelOf(group: Group): Choreography {
    return this.#models.of(group);
  }

  /** Where a message is declared; `id` as this group names it. */
  homeOf(group: Group, id: string): { readonly group: Group; readonly name: string } {
    const dot = id.indexOf('.');
    const used = this.#choreographies.usedBy(group).find(({ name }) => name === id.slice(0, dot));
    return dot < 0 || !used ? { group, name: id } : { group: used, name: id.slice(dot + 1) };
  }

  /** A message as its own choreography and all that use it see it. */
  viewsOf(home: Group, name: string): readonly MessageView[] {
    return this.viewersOf(home).map(view => view(name));
  }

  /** The same for many messages of one choreography. */
  viewersOf(home: Group): readonly ((name: string) => MessageView)[] {
    const seenBy = (group: Group, prefix: string) => {
      const choreography = this.#models.of(group);
      return (name: string): MessageView => ({ group, choreography, id: prefix + name });
    };
    return [seenBy(home, ''), ...this.#choreographies.usersOf(home).map(group => seenBy(group, `${home.name}.`))];
  }

  #elementOf(node: AstNode): FlowElement | undefined {
    const group = this.#choreographies.groupOf(AstUtils.getDocument(node) as ChoreoDocument);
    const choreography = group.key;
    if (isMessage(node))
      return node.name === undefined ? undefined : { kind: 'message', choreography, name: node.name };
    if (isService(node) || isActor(node))
      return node.name === undefined ? undefined : { kind: 'participant', choreography, name: node.name };
    const doer = causesOf(this.#models.of(group)).all.find(one => isAt(one, node));
    return doer && { kind: 'doer', choreography, key: doer.key };
  }
}

/** Whether a node of the syntax tree is this reaction, schedule, entry or receipt of the model. */
function isAt(doer: Doer, node: AstNode): boolean {
  const cst = node.$cstNode;
  if (!cst) return false;
  const { uri, range } = placeOf(doer);
  if (uri !== AstUtils.getDocument(node).uri.toString()) return false;
  const fits =
    (isReaction(node) && doer.kind === 'reaction') ||
    (isSchedule(node) && doer.kind === 'schedule') ||
    (isEntry(node) && doer.kind === 'entry') ||
    (isReceipt(node) && doer.kind === 'receipt');
  return fits && comparePositions(range.end, cst.range.end) === 0;
}

/** The whole of what a doer is in the text. */
export function placeOf(doer: Doer): Span {
  switch (doer.kind) {
    case 'reaction':
      return doer.reaction.span;
    case 'schedule':
      return doer.schedule.span;
    case 'entry':
      return doer.entry.span;
    case 'receipt':
      return doer.receipt.span;
    default:
      return doer satisfies never;
  }
}

/** What stands for a doer in the text: the label or `on` of a reaction, the message of an entry. */
export function nameSpanOf(doer: Doer): Span {
  switch (doer.kind) {
    case 'reaction':
      return doer.reaction.nameSpan;
    case 'schedule':
      return doer.schedule.every.span;
    case 'entry':
      return doer.entry.nameSpan;
    case 'receipt':
      return doer.receipt.nameSpan;
    default:
      return doer satisfies never;
  }
}
