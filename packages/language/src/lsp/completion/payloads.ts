/** Completes payloads in scenarios: missing fields of the message, and values of their types. */
import type { AstNode } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver';
import {
  isEnumType,
  isGivenStep,
  isPayloadArray,
  isPayloadEntry,
  isPayloadObject,
  isRecordType,
} from '../../generated/ast.ts';
import type { Extensible, Field, Type } from '../../generated/ast.ts';
import { fieldsOf } from '../../references/fields.ts';
import { isNamed } from '../../references/named.ts';
import type { Offer } from './offer.ts';
import { payloadFit } from './value-ranks.ts';

/** The fields for a new payload entry. */
export function entryOffers(entry: AstNode): readonly Offer[] {
  const object = entry.$container;
  if (!isPayloadObject(object)) return [];
  const record = recordBehind(object);
  if (!record) return [];
  const written = new Set(object.entries.filter(other => other !== entry).map(({ name }) => name));
  return [...fieldsOf(record)].flatMap(([label, field]): Offer[] => {
    if (written.has(label)) return [];
    return [
      { label, rank: 'name', kind: CompletionItemKind.Field, detail: 'field', fit: payloadFit(field), node: field },
    ];
  });
}

/** The values of an entry. `true` and `false` are completed as keywords. */
export function valueOffers(value: AstNode): readonly Offer[] {
  const declared = typeOfValue(value)?.declared?.ref;
  if (!isEnumType(declared)) return [];
  return declared.values.filter(isNamed).map(({ name }) => ({
    label: name,
    rank: 'name',
    kind: CompletionItemKind.EnumMember,
    detail: 'enum value',
    ...(declared.name === undefined ? {} : { fit: { order: 0, why: `value of ${declared.name}` } }),
  }));
}

export function canBeTruth(value: AstNode): boolean {
  const type = typeOfValue(value);
  return !type || type.builtin === 'boolean' || type.builtin === 'json';
}

export function canBeObject(value: AstNode): boolean {
  const type = typeOfValue(value);
  return !type || type.isMap || type.builtin === 'json' || isRecordType(type.declared?.ref);
}

/** The message or type whose fields the object has. */
export function recordBehind(object: AstNode): Extensible | undefined {
  const around = object.$container;
  if (isGivenStep(around)) return around.message?.message?.ref;
  const type = typeOfValue(object);
  const declared = type?.declared?.ref;
  return isRecordType(declared) ? declared : undefined;
}

/** The type of an entry's value, or of its elements if it is an array. */
function typeOfValue(value: AstNode): Type | undefined {
  const around = value.$container;
  if (isPayloadArray(around)) return typeOfValue(around);
  if (!isPayloadEntry(around)) return undefined;
  const object = around.$container;
  const inMap =
    isPayloadObject(object) && isPayloadEntry(object.$container) ? typeOfEntry(object.$container) : undefined;
  if (inMap?.isMap) return inMap.value;
  return typeOfEntry(around);
}

function typeOfEntry(entry: AstNode): Type | undefined {
  return fieldOf(entry)?.type;
}

function fieldOf(entry: AstNode): Field | undefined {
  if (!isPayloadEntry(entry) || !isPayloadObject(entry.$container)) return undefined;
  const record = recordBehind(entry.$container);
  return record && fieldsOf(record).get(entry.name ?? '');
}
