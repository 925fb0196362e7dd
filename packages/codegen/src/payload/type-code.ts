/** Translates field types to TypeScript types. */
import type { BuiltinType, EnumType, TypeRef } from '@choreo/model';
import { quote } from '../code/quote.ts';
import type { ImportList } from '../code/imports.ts';
import type { Naming } from '../names/naming.ts';

const builtins: Readonly<Record<BuiltinType, string>> = {
  string: 'string',
  int: 'number',
  float: 'number',
  decimal: 'string',
  boolean: 'boolean',
  uuid: 'string',
  uri: 'string',
  email: 'string',
  date: 'string',
  datetime: 'string',
  duration: 'string',
  bytes: 'string',
  json: 'JsonValue',
};

/** Notes on formats that the TypeScript type does not show. */
const formats: Partial<Readonly<Record<BuiltinType, string>>> = {
  int: 'A whole number.',
  decimal: 'A decimal number as text, to keep all digits.',
  date: 'A date, as in 2026-01-31.',
  datetime: 'A point in time, as in 2026-01-31T12:00:00Z.',
  duration: 'An ISO 8601 duration, as in PT30M.',
  bytes: 'Bytes in Base64.',
};

/** `runtime` records the imports that the code needs. */
export function typeCode(type: TypeRef, naming: Naming, runtime: ImportList): string {
  switch (type.kind) {
    case 'builtin':
      return type.name === 'json' ? runtime.type('JsonValue') : builtins[type.name];
    case 'record':
    case 'enum':
      return naming.contract(type.id);
    case 'array': {
      const element = typeCode(type.element, naming, runtime);
      return type.element.kind === 'array' ? `readonly (${element})[]` : `readonly ${element}[]`;
    }
    case 'map':
      return `Readonly<Record<string, ${typeCode(type.value, naming, runtime)}>>`;
    case 'unresolved':
      return runtime.type('JsonValue');
    default:
      return type satisfies never;
  }
}

export function formatNote(type: TypeRef): string | undefined {
  return type.kind === 'builtin' ? formats[type.name] : undefined;
}

export function enumCode({ values }: EnumType): string {
  return [...new Set(values.map(({ name }) => quote(name)))].join(' | ') || 'never';
}
