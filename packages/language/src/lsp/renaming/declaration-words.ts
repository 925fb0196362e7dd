/** Describes a declaration and its place, for messages about renaming. */
import { AstUtils, UriUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import type * as ast from '../../generated/ast.ts';
import { reactionName } from '../../references/choreo-name-provider.ts';

/** "the field `total` of `OrderPlaced`" */
export function declarationWords(node: AstNode): string {
  const declaration = node as ast.ChoreoAstType[keyof ast.ChoreoAstType];
  switch (declaration.$type) {
    case 'Header':
      return `the choreography \`${declaration.name}\``;
    case 'Message':
      return `the ${declaration.kind} \`${declaration.name}\``;
    case 'RecordType':
      return `the type \`${declaration.name}\``;
    case 'EnumType':
      return `the enum \`${declaration.name}\``;
    case 'Service':
    case 'Actor':
    case 'Channel':
      return `the ${declaration.$type.toLowerCase()} \`${declaration.name}\``;
    case 'Property':
    case 'Scenario':
      return `the ${declaration.$type.toLowerCase()} "${declaration.name}"`;
    case 'Field':
      return `the field \`${declaration.name}\` of \`${declaration.$container.name}\``;
    case 'EnumValue':
      return `the value \`${declaration.name}\` of the enum \`${declaration.$container.name}\``;
    case 'StateVariable':
      return `the state \`${declaration.name}\` of \`${declaration.$container.name}\``;
    case 'StateValue':
      return `the value \`${declaration.name}\` of the state \`${declaration.$container.$container.name}\``;
    case 'Reaction':
      return `the reaction \`${declaration.$container.name}.${reactionName(declaration)}\``;
    default:
      return 'something else';
  }
}

/** "events.choreo:3" */
export function placeWords(document: LangiumDocument, line: number): string {
  return `${UriUtils.basename(document.uri)}:${line + 1}`;
}

/** "the field `total` of `OrderPlaced` (events.choreo:3)" */
export function placedWords(node: AstNode): string {
  const place = placeWords(AstUtils.getDocument(node), node.$cstNode?.range.start.line ?? 0);
  return `${declarationWords(node)} (${place})`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
