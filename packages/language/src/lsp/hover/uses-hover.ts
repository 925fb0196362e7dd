/** Where a state, a field, a type or another name is used, by the declaration or the member of a service around the use. */
import { AstUtils } from 'langium';
import type { AstNode } from 'langium';
import { isAssignment, isField, isMessage, isProperty, isReaction, isRecordType } from '../../generated/ast.ts';
import { isScenario, isSchedule, isService, isChannel, isStateVariable } from '../../generated/ast.ts';
import type { ChoreoReferences, Occurrence } from '../../references/choreo-references.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';
import { spanOf } from './element.ts';
import { enumerated, linked } from './markdown.ts';

/** Of a state: who sets it, and who asks for it. */
export function stateUses(state: AstNode, references: ChoreoReferences): readonly string[] {
  const uses = references.occurrencesOf(state).filter(({ declares }) => !declares);
  const sets = uses.filter(({ node }) => isAssignment(node));
  return [
    `- Set by ${placesOf(sets) || 'nothing'}`,
    `- Read by ${placesOf(uses.filter(use => !sets.includes(use))) || 'nothing'}`,
  ];
}

/** Of anything else; empty if nothing uses it. A key counts only where it is used by its name, not in other messages. */
export function otherUses(declaration: AstNode, references: ChoreoReferences): readonly string[] {
  const uses = references.occurrencesOf(declaration).filter(({ declares }) => !declares);
  const places = placesOf(uses);
  return places === '' ? [] : [`- Used in ${places}`];
}

/** Of a key: the messages that share it. */
export function sharingFields(field: AstNode, references: ChoreoReferences): readonly string[] {
  if (!isField(field) || !field.key) return [];
  const messages = [...references.sharing(field)].flatMap(one => {
    const owner = one.$container;
    return owner && isMessage(owner) && owner !== field.$container ? [owner] : [];
  });
  const links = messages.flatMap(message => linkTo(message, message.name) ?? []);
  return links.length > 0 ? [`- The same key as in ${enumerated(links)}`] : [];
}

function placesOf(uses: readonly Occurrence[]): string {
  const places = uses.flatMap(({ node, part }) => {
    const name = nameAround(node);
    return name === undefined ? [] : [{ name, link: linked(name, spanOf(part)) }];
  });
  // Each place once, with its first use.
  const first = [...Map.groupBy(places, ({ name }) => name).values()].flatMap(([one]) => one?.link ?? []);
  return enumerated(first);
}

function nameAround(node: AstNode): string | undefined {
  const service = AstUtils.getContainerOfType(node, isService)?.name;
  const within = service === undefined ? '' : `${service}.`;
  for (let around: AstNode | undefined = node; around; around = around.$container) {
    if (isReaction(around)) return within + reactionName(around);
    if (isSchedule(around)) return `${within}every${around.every ?? ''}`;
    if (isStateVariable(around) && around !== node) return within + (around.name ?? '');
    if (isMessage(around) || isRecordType(around) || isChannel(around) || isService(around)) return around.name;
    if (isProperty(around) || isScenario(around)) return around.name;
  }
  return undefined;
}

function linkTo(node: AstNode, name: string | undefined): string | undefined {
  return name === undefined || !node.$cstNode ? undefined : linked(name, spanOf(node.$cstNode));
}
