/** Go to the type: of a field or state its declared type, of anything about a message the message, of a value its enum or state. */
import { AstUtils, CstUtils } from 'langium';
import type { AstNode, LangiumDocument, NameProvider } from 'langium';
import type { TypeDefinitionProvider } from 'langium/lsp';
import { LocationLink } from 'vscode-languageserver';
import type { TypeDefinitionParams } from 'vscode-languageserver';
import {
  isEnumType,
  isEnumValue,
  isField,
  isMessage,
  isReaction,
  isRecordType,
  isSchedule,
  isStateValue,
  isStateVariable,
} from '../../generated/ast.ts';
import type { Type } from '../../generated/ast.ts';
import { fieldsReadBy } from '../../references/field-reads.ts';
import { triggerMessages } from '../../references/fields.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';

export class ChoreoTypeDefinition implements TypeDefinitionProvider {
  readonly #services: ChoreoLspServices;
  readonly #names: NameProvider;

  constructor(services: ChoreoLspServices) {
    this.#services = services;
    this.#names = services.references.NameProvider;
  }

  getTypeDefinition(document: LangiumDocument, { position }: TypeDefinitionParams): LocationLink[] | undefined {
    const { references, parser } = this.#services;
    const root = document.parseResult.value.$cstNode;
    const offset = document.textDocument.offsetAt(position);
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, parser.GrammarConfig.nameRegexp);
    if (!leaf) return undefined;
    // A name can read a field of several messages, each with a type of its own.
    const linked = document.references.find(({ $refNode }) => $refNode?.offset === leaf.offset);
    const read = linked && 'ref' in linked ? fieldsReadBy(linked) : [];
    const declared = [...new Set([...references.References.findDeclarations(leaf), ...read])];
    const types = [...new Set(declared.flatMap(typesOf))];
    return types.flatMap(type => {
      const target = type.$cstNode;
      if (!target) return [];
      const name = this.#names.getNameNode(type) ?? target;
      const uri = AstUtils.getDocument(type).uri.toString();
      return [LocationLink.create(uri, target.range, name.range, leaf.range)];
    });
  }
}

/** The declarations that say what values something has; none if these are built in. */
function typesOf(declaration: AstNode): readonly AstNode[] {
  if (isField(declaration)) return declaredIn(declaration.type);
  if (isStateVariable(declaration)) {
    const { type } = declaration;
    const declared = type?.declared?.ref;
    return declared ? [declared] : type && type.values.length > 0 ? [declaration] : [];
  }
  if (isStateValue(declaration)) return [AstUtils.getContainerOfType(declaration, isStateVariable) ?? []].flat();
  if (isEnumValue(declaration)) return [AstUtils.getContainerOfType(declaration, isEnumType) ?? []].flat();
  if (isReaction(declaration)) return triggerMessages(declaration);
  if (isSchedule(declaration)) return [];
  return isMessage(declaration) || isRecordType(declaration) || isEnumType(declaration) ? [declaration] : [];
}

function declaredIn(type: Type | undefined): readonly AstNode[] {
  if (!type) return [];
  return type.isMap ? declaredIn(type.value) : [type.declared?.ref ?? []].flat();
}
