/** What messages carry: fields, and the types of fields. */
import type { Declaration } from './declaration.ts';
import type { Span } from './span.ts';

export const builtinTypes = [
  'string',
  'int',
  'float',
  'decimal',
  'boolean',
  'uuid',
  'uri',
  'email',
  'date',
  'datetime',
  'duration',
  'bytes',
  'json',
] as const;

export type BuiltinType = (typeof builtinTypes)[number];

/**
 * The type of a field. `record` and `enum` name a declaration by its id (see `Message.id` for how ids are spelled);
 * `unresolved` is an unknown name, which the language has already reported.
 */
export type TypeRef =
  | { readonly kind: 'builtin'; readonly name: BuiltinType }
  | { readonly kind: 'record'; readonly id: string }
  | { readonly kind: 'enum'; readonly id: string }
  | { readonly kind: 'array'; readonly element: TypeRef }
  | { readonly kind: 'map'; readonly value: TypeRef }
  | { readonly kind: 'unresolved'; readonly name: string };

export interface Field extends Declaration {
  readonly type: TypeRef;
  /** `key name: T`: the correlation key. */
  readonly key: boolean;
  /** `name?: T`. */
  readonly optional: boolean;
  readonly typeSpan: Span;
}

/** `type Name { … }`. */
export interface RecordType extends Declaration {
  readonly kind: 'record';
  readonly id: string;
  /** The choreography that declares it. */
  readonly choreography: string;
  readonly fields: readonly Field[];
  /** What it extends, by id, if that resolves. */
  readonly base?: BaseRef;
}

export interface EnumValue extends Declaration {}

/** `enum Name { A, B }`. */
export interface EnumType extends Declaration {
  readonly kind: 'enum';
  readonly id: string;
  readonly choreography: string;
  readonly values: readonly EnumValue[];
}

/** `extends Other`: the id of a message or record. */
export interface BaseRef {
  readonly id: string;
  readonly span: Span;
}
