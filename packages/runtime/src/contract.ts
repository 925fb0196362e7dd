/** The contract between the two sides of a message: its name, its type on the wire, its schema and its correlation key. */
import type { CloudEvent } from './cloud-event.ts';

export interface Contract<T = unknown> {
  /** The name in the model. */
  readonly name: string;
  /** The CloudEvents type. */
  readonly type: string;
  /** Any zod schema. */
  readonly schema: Schema<T>;
  /** The fields of the correlation key, in the order of the model. */
  readonly key: readonly string[];
}

export interface Schema<T> {
  safeParse(
    data: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: SchemaError };
}

interface SchemaError {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

export type PayloadOf<C> = C extends Contract<infer T> ? T : never;

/** Thrown if a payload violates its contract; the message names the fields. */
export class InvalidPayload extends Error {
  override readonly name = 'InvalidPayload';
}

/** Checks a payload, and returns it without fields that the contract does not know. */
export function parsePayload<T>(contract: Contract<T>, data: unknown): T {
  const result = contract.schema.safeParse(data);
  if (result.success) return result.data;
  const issues = result.error.issues.map(issue => `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`);
  throw new InvalidPayload(`${contract.name} violates its contract: ${issues.join('; ')}`);
}

/**
 * The case that a payload belongs to: `orderId=42`. Without any of the fields it is the flow that the event is part
 * of, so that messages without a key still find one another within one flow.
 */
export function caseOf(event: CloudEvent, fields: readonly string[]): string {
  const given = fields.filter(field => fieldOf(event.data, field) !== undefined);
  const key = given.length > 0 ? keyOf(event.data, given) : undefined;
  return key ? nameOfKey(key) : `flow=${escape(event.correlationid)}`;
}

/** The fields of a key with their values. */
export type InstanceKey = Readonly<Record<string, unknown>>;

/** The key of a payload; undefined if it lacks one of the fields. */
export function keyOf(data: unknown, fields: readonly string[]): InstanceKey | undefined {
  const values = fields.map(field => [field, fieldOf(data, field)] as const);
  return values.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(values);
}

/** The name of a key's case, such as `orderId=42`; `*` if there is one for all. */
export function nameOfKey(key: InstanceKey): string {
  const parts = Object.entries(key).map(([field, value]) => `${escape(field)}=${escape(textOf(value))}`);
  return parts.length > 0 ? parts.join('&') : '*';
}

/** The CloudEvents subject of a payload: the value of its correlation key. */
export function subjectOf(contract: Contract, data: unknown): string | undefined {
  const values = contract.key.map(field => fieldOf(data, field)).filter(value => value !== undefined);
  return values.length > 0 ? values.map(textOf).join(',') : undefined;
}

function fieldOf(data: unknown, field: string): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, field)) return undefined;
  const value: unknown = Reflect.get(data, field);
  return value === null ? undefined : value;
}

/** Escapes values, so that no value looks like `a=1&b=2`. */
function escape(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('&', '%26').replaceAll('=', '%3D');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** The type of `json` fields. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** A copy without inherited properties, so that a missing field named `constructor` is really missing. */
export function ownFields(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  const copy: unknown = Object.assign(Object.create(null), data);
  return copy;
}
