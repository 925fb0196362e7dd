/** Kinds of values that share their operators. */
import type { TypeRef } from '@choreo/model';

export type ValueKind = 'number' | 'decimal' | 'text' | 'boolean' | 'time' | 'duration' | 'other';

export function kindOf(type: TypeRef | undefined): ValueKind {
  if (type?.kind === 'enum') return 'text';
  if (type?.kind !== 'builtin') return 'other';
  switch (type.name) {
    case 'int':
    case 'float':
      return 'number';
    case 'decimal':
      return 'decimal';
    case 'boolean':
      return 'boolean';
    case 'date':
    case 'datetime':
      return 'time';
    case 'duration':
      return 'duration';
    case 'string':
    case 'uuid':
    case 'uri':
    case 'email':
    case 'bytes':
      return 'text';
    case 'json':
      return 'other';
    default:
      return type satisfies never;
  }
}
