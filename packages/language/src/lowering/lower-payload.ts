/** Lowers messages, types, enums and fields. */
import type { BaseRef, BuiltinType, EnumType, EnumValue, Field, Message, RecordType, TypeRef } from '@choreo/model';
import type * as ast from '../generated/ast.ts';
import { isEnumType } from '../generated/ast.ts';
import type { AstNode } from 'langium';
import { isNamed } from '../references/named.ts';
import type { FileContext } from './file-context.ts';

export function lowerMessage(node: ast.Message, choreography: string, file: FileContext): Message {
  return { kind: node.kind ?? 'event', ...lowerFields(node, choreography, file) };
}

export function lowerRecord(node: ast.RecordType, choreography: string, file: FileContext): RecordType {
  return { kind: 'record', ...lowerFields(node, choreography, file) };
}

function lowerFields(node: ast.Extensible, choreography: string, file: FileContext) {
  const base = lowerBase(node, file);
  return {
    ...lowerNamed(node, file),
    id: node.name ?? '',
    choreography,
    fields: node.fields.filter(isNamed).map(field => lowerField(field, file)),
    ...(base ? { base } : {}),
  };
}

function lowerBase(node: ast.Extensible, file: FileContext): BaseRef | undefined {
  const base = node.base?.ref;
  return base && { id: file.idOf(base), span: file.span(node.base?.$refNode) };
}

export function lowerEnum(node: ast.EnumType, choreography: string, file: FileContext): EnumType {
  const values: EnumValue[] = node.values.filter(isNamed).map(value => lowerNamed(value, file));
  return { kind: 'enum', ...lowerNamed(node, file), id: node.name ?? '', choreography, values };
}

function lowerField(node: ast.Field, file: FileContext): Field {
  return {
    ...lowerNamed(node, file),
    type: lowerType(node.type, file),
    key: node.key,
    optional: node.optional,
    typeSpan: node.type ? file.spanOf(node.type) : file.spanOf(node),
  };
}

/** The properties of all named and annotated declarations. Declarations without a name are filtered out before. */
export function lowerNamed(
  node: AstNode & { readonly name?: string; readonly annotations: readonly ast.Annotation[] },
  file: FileContext,
): EnumValue {
  return {
    name: node.name ?? '',
    ...file.docOf(node),
    annotations: file.annotations(node),
    span: file.bodySpan(node),
    nameSpan: file.propertySpan(node, 'name'),
  };
}

function lowerType(node: ast.Type | undefined, file: FileContext): TypeRef {
  let type = lowerElementType(node, file);
  for (let depth = node?.arrays.length ?? 0; depth > 0; depth--) type = { kind: 'array', element: type };
  return type;
}

function lowerElementType(node: ast.Type | undefined, file: FileContext): TypeRef {
  if (!node) return { kind: 'unresolved', name: '' };
  if (node.builtin) return { kind: 'builtin', name: node.builtin satisfies BuiltinType };
  if (node.isMap) return { kind: 'map', value: lowerType(node.value, file) };
  const declared = node.declared?.ref;
  if (!declared) return { kind: 'unresolved', name: node.declared?.$refText ?? '' };
  return { kind: isEnumType(declared) ? 'enum' : 'record', id: file.idOf(declared) };
}
