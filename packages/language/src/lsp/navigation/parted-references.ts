/** All places that are about an element of the flow, parted by what they do: emit, react, receive, say. */
import { AstUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import { compareSpans } from '@choreo/model';
import type { Position, Span } from '@choreo/model';
import { isChannel, isMessage, isParticipant, isProperty, isReaction, isScenario } from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';
import { causesOf, doersOf, headOf, madeBy, takenBy } from './causes.ts';
import type { Doer } from './causes.ts';
import { FlowElements, nameSpanOf } from './flow-element.ts';
import type { FlowElement } from './flow-element.ts';
import { roleOf } from './roles.ts';
import type { Role } from './roles.ts';

/** A place, and the declaration that it is in: `Orders.pack`, `property "paid once"`. */
export interface PartedPlace {
  readonly role: Role | 'reactions';
  readonly span: Span;
  readonly within: string;
}

export interface PartedReferences {
  readonly element: FlowElement;
  /** As the choreography of the document names it: `Billing.Invoiced`, `Orders.pack`. */
  readonly name: string;
  /** The participant that it is, or is a part of; empty for a message. */
  readonly participant: string;
  readonly places: readonly PartedPlace[];
}

/** Of the element at a place; undefined if there is none. Of a message: every place in the workspace that names it. */
export function partedReferencesAt(
  services: ChoreoLspServices,
  document: LangiumDocument,
  position: Position,
): PartedReferences | undefined {
  const elements = new FlowElements(services);
  const element = elements.at(document, position);
  const group = element && elements.group(element.choreography);
  if (!group) return undefined;
  const { References } = services.references;
  const named = (declaration: AstNode): PartedPlace[] =>
    References.occurrencesOf(declaration).flatMap(({ document: { uri }, part, node, declares }) =>
      declares
        ? []
        : [{ role: roleOf(node), span: { uri: uri.toString(), range: part.range }, within: containerOf(node) }],
    );
  const declarations = elements.declarationsAt(document, position);
  if (element.kind === 'message') {
    const isOwn = services.shared.workspace.Choreographies.groupOf(document).key === group.key;
    const name = isOwn ? element.name : `${group.name}.${element.name}`;
    return { element, name, participant: '', places: ordered(declarations.filter(isMessage).flatMap(named)) };
  }
  const model = elements.modelOf(group);
  const participant = model.participants.find(({ name }) => element.kind === 'participant' && name === element.name);
  const doers = participant ? doersOf(participant) : causesOf(model).all.filter(one => isOf(one, element));
  const name = element.kind === 'participant' ? element.name : (doers.map(titleOf)[0] ?? '');
  const said = declarations.flatMap(named).filter(({ role }) => role === 'says');
  return {
    element,
    name,
    participant: participant?.name ?? doers[0]?.participant.name ?? '',
    places: ordered([...doers.flatMap(placesOfDoer), ...said]),
  };
}

function isOf({ key }: Doer, element: FlowElement): boolean {
  return element.kind === 'doer' && key === element.key;
}

function placesOfDoer(doer: Doer): PartedPlace[] {
  const within = titleOf(doer);
  const taking = doer.kind === 'receipt' ? 'receives' : 'reacts';
  return [
    ...(doer.kind === 'reaction' ? [{ role: 'reactions', span: nameSpanOf(doer), within } as const] : []),
    ...madeBy(doer).map(({ cancels, span }): PartedPlace => ({ role: cancels ? 'else' : 'emits', span, within })),
    ...takenBy(doer).map(({ span }): PartedPlace => ({ role: taking, span, within })),
  ];
}

function titleOf(doer: Doer): string {
  return doer.kind === 'reaction' ? doer.reaction.id : `${doer.participant.name}, ${headOf(doer)}`;
}

function containerOf(node: AstNode): string {
  const claim = AstUtils.getContainerOfType(node, isProperty) ?? AstUtils.getContainerOfType(node, isScenario);
  if (claim) return `${claim.$type === 'Property' ? 'property' : 'scenario'} ${claim.name ?? ''}`;
  const channel = AstUtils.getContainerOfType(node, isChannel);
  if (channel) return `channel ${channel.name ?? ''}`;
  const message = AstUtils.getContainerOfType(node, isMessage);
  if (message) return `${message.kind ?? 'event'} ${message.name ?? ''}`;
  const participant = AstUtils.getContainerOfType(node, isParticipant);
  const reaction = AstUtils.getContainerOfType(node, isReaction);
  const names = [participant?.name, reaction && reactionName(reaction)];
  return names.filter(name => name !== undefined).join('.');
}

/** By file and place, each place once. */
function ordered(places: readonly PartedPlace[]): readonly PartedPlace[] {
  const sorted = places.toSorted((a, b) => compareSpans(a.span, b.span));
  return sorted.filter((place, index) => {
    const before = sorted[index - 1];
    return !before || before.role !== place.role || compareSpans(before.span, place.span) !== 0;
  });
}
