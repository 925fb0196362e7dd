/** The types of values in guards, assignments and payloads, and which go together. */
import type { BuiltinType, StateVariable, TypeRef } from '@choreo/model';

/** `unknown` goes with everything: its error has been reported elsewhere. */
export type ValueType =
  | TypeRef
  | { readonly kind: 'state-values'; readonly state: string; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'unknown' };

export const unknownType: ValueType = { kind: 'unknown' };
export const booleanType: ValueType = { kind: 'builtin', name: 'boolean' };

export function builtin(name: BuiltinType): ValueType {
  return { kind: 'builtin', name };
}

export function stateType(state: StateVariable): ValueType {
  switch (state.type.kind) {
    case 'boolean':
      return booleanType;
    case 'values':
      if (state.type.enum !== undefined) return { kind: 'enum', id: state.type.enum };
      return { kind: 'state-values', state: state.name, values: state.type.values.map(value => value.name) };
    case 'range':
      return { kind: 'range', min: state.type.min, max: state.type.max };
    default:
      return state.type satisfies never;
  }
}

/** As in the source; the values of a state as `idle | held`. */
export function typeText(type: ValueType): string {
  switch (type.kind) {
    case 'builtin':
    case 'unresolved':
      return type.name;
    case 'record':
    case 'enum':
      return type.id;
    case 'array':
      return `${typeText(type.element)}[]`;
    case 'map':
      return `map<${typeText(type.value)}>`;
    case 'state-values':
      return type.values.join(' | ');
    case 'range':
      return `${type.min}..${type.max}`;
    case 'unknown':
      return 'json';
    default:
      return type satisfies never;
  }
}

type Family = 'any' | 'number' | 'text' | 'boolean' | 'other';

/** Types of one family can be compared with one another: a `uuid` with a text, an `int` with a `decimal`. */
export function familyOf(type: ValueType): Family {
  if (type.kind === 'unknown' || type.kind === 'unresolved') return 'any';
  if (type.kind === 'range') return 'number';
  if (type.kind !== 'builtin') return 'other';
  switch (type.name) {
    case 'json':
      return 'any';
    case 'int':
    case 'float':
    case 'decimal':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'text';
  }
}

export function isComparable(a: ValueType, b: ValueType): boolean {
  const families = [familyOf(a), familyOf(b)];
  if (families.includes('any')) return true;
  if (families[0] !== families[1]) return false;
  return families[0] !== 'other' || isSameType(a, b);
}

/** Whether `<` and its like are allowed: for numbers and texts, dates and times included. */
export function isOrdered(type: ValueType): boolean {
  return ['any', 'number', 'text'].includes(familyOf(type));
}

/** Whether `==` is allowed: not for lists, maps and records. */
export function isEquatable(type: ValueType): boolean {
  return type.kind !== 'array' && type.kind !== 'map' && type.kind !== 'record';
}

export function isWhole(type: ValueType): boolean {
  return familyOf(type) === 'any' || type.kind === 'range' || (type.kind === 'builtin' && type.name === 'int');
}

/** Whether two types are the same; an unknown one may be any type. */
export function isSameType(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'unresolved' || b.kind === 'unresolved') return true;
  return a.kind === 'unknown' || b.kind === 'unknown' || (a.kind === b.kind && typeText(a) === typeText(b));
}
