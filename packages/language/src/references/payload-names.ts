/** Resolves names in payloads of scenarios: an entry names a field of its container, a word names a value of the field's enum. */
import type { AstNode } from 'langium';
import type { EnumValue, Field, GivenStep, PayloadEntry, PayloadObject, PayloadValue } from '../generated/ast.ts';
import type { PayloadWord, Scenario, Type } from '../generated/ast.ts';
import { isEnumType, isRecordType } from '../generated/ast.ts';
import { fieldsOf } from './fields.ts';

export interface PayloadName {
  readonly node: PayloadEntry | PayloadWord;
  /** The property of the node that holds the name. */
  readonly property: 'name' | 'value';
  /** Undefined if it refers to nothing: a key of a map, content of `json`, or an unknown name. */
  readonly target: Field | EnumValue | undefined;
}

/** Computed on demand. Nothing is linked here, since the rules that know types report unknown names. */
export function payloadNamesOf(scenario: Scenario): readonly PayloadName[] {
  return scenario.steps.flatMap(step => (step.$type === 'GivenStep' ? namesOfStep(step) : []));
}

/** The name in this node of a payload, if there is one. */
export function payloadNameAt(node: AstNode): PayloadName | undefined {
  if (node.$type !== 'PayloadEntry' && node.$type !== 'PayloadWord') return undefined;
  for (let around = node.$container; around; around = around.$container) {
    if (around.$type !== 'GivenStep') continue;
    return namesOfStep(around as GivenStep).find(name => name.node === node);
  }
  return undefined;
}

function namesOfStep({ message, payload }: GivenStep): readonly PayloadName[] {
  const names: PayloadName[] = [];
  const declared = message?.message?.ref;
  if (payload) collectFields(payload, declared && fieldsOf(declared), names);
  return names;
}

function collectFields(
  payload: PayloadObject,
  fields: ReadonlyMap<string, Field> | undefined,
  names: PayloadName[],
): void {
  for (const node of payload.entries) {
    const target = fields?.get(node.name ?? '');
    names.push({ node, property: 'name', target });
    collectValue(node.value, target?.type, target?.type?.arrays.length ?? 0, names);
  }
}

/** `lists`: the number of list levels around the remaining type. */
function collectValue(
  value: PayloadValue | undefined,
  type: Type | undefined,
  lists: number,
  names: PayloadName[],
): void {
  switch (value?.$type) {
    case 'PayloadArray':
      // A value that is not a list has no element type.
      for (const element of value.elements) collectValue(element, lists > 0 ? type : undefined, lists - 1, names);
      return;
    case 'PayloadObject': {
      if (lists <= 0 && type?.isMap) {
        for (const node of value.entries) {
          names.push({ node, property: 'name', target: undefined });
          collectValue(node.value, type.value, type.value?.arrays.length ?? 0, names);
        }
        return;
      }
      const declared = lists > 0 ? undefined : type?.declared?.ref;
      return collectFields(value, isRecordType(declared) ? fieldsOf(declared) : undefined, names);
    }
    case 'PayloadWord': {
      const declared = lists > 0 || type?.isMap ? undefined : type?.declared?.ref;
      const values = isEnumType(declared) ? declared.values : [];
      names.push({ node: value, property: 'value', target: values.find(({ name }) => name === value.value) });
      return;
    }
    default:
  }
}
