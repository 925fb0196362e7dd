/** Builds realistic payloads that pass their schemas. */
import type { BuiltinType, Field, TypeRef } from '@choreo/model';
import type { Naming } from '../names/naming.ts';
import { constraintsOf, type Constraints } from '@choreo/analysis';
import { mayBeLeftOut, payloadFields } from '../payload/payload-fields.ts';
import { textMatching } from './pattern-text.ts';
import { numberFor, uuidFor, wordFor } from './words.ts';

/** JSON, or the reason why there is no such value. */
export type Sample = { readonly value: SampleValue } | { readonly impossible: string };

export type SampleValue = string | number | boolean | readonly SampleValue[] | SampleObject;

/** A map, since fields can have any name. */
export type SampleObject = ReadonlyMap<string, SampleValue>;

/** The most items to generate. */
const mostItems = 100;

/** A value for a required field. Optional fields inside it are left out. */
export function sampleField(field: Field, naming: Naming): Sample {
  return sampleType(field.type, field.name, constraintsOf(field), naming, []);
}

export function sampleFields(fields: readonly Field[], naming: Naming, within: readonly string[] = []): Sample {
  const entries: [string, SampleValue][] = [];
  for (const field of fields) {
    if (mayBeLeftOut(field)) continue;
    const sample = sampleType(field.type, field.name, constraintsOf(field), naming, within);
    if ('impossible' in sample) return sample;
    entries.push([field.name, sample.value]);
  }
  return { value: new Map(entries) };
}

function sampleType(
  type: TypeRef,
  name: string,
  constraints: Constraints,
  naming: Naming,
  within: readonly string[],
): Sample {
  switch (type.kind) {
    case 'builtin': {
      const value = builtinCandidates(type.name, name, constraints).find(candidate =>
        fits(candidate, type.name, constraints),
      );
      return value === undefined
        ? { impossible: `no example of ${type.name} was found within the limits of ${name}` }
        : { value };
    }
    case 'enum': {
      const found = naming.names.types.get(type.id);
      const value = found?.kind === 'enum' ? found.values[0]?.name : undefined;
      return value === undefined ? { impossible: `${type.id} has no values` } : { value };
    }
    case 'record': {
      if (within.includes(type.id)) return { impossible: `${type.id} contains itself` };
      const found = naming.names.types.get(type.id);
      const message = naming.names.messages.get(type.id);
      const declaration = found?.kind === 'record' ? found : message;
      return declaration
        ? sampleFields(payloadFields(declaration, naming), naming, [...within, type.id])
        : { impossible: `${type.id} is not declared` };
    }
    case 'array': {
      const element = sampleType(type.element, singular(name), {}, naming, within);
      const count = itemCount(constraints);
      if (count === 0 || ('impossible' in element && mayBeEmpty(constraints))) return { value: [] };
      if (count === undefined) return { impossible: `${name} needs too many items` };
      return 'impossible' in element ? element : { value: Array.from({ length: count }, () => element.value) };
    }
    case 'map': {
      const value = sampleType(type.value, name, {}, naming, within);
      const count = itemCount(constraints);
      if (count === 0 || ('impossible' in value && mayBeEmpty(constraints))) return { value: new Map() };
      if (count === undefined) return { impossible: `${name} needs too many entries` };
      if ('impossible' in value) return value;
      const keys = Array.from({ length: count }, (_, index) => (index === 0 ? 'example' : `example${index + 1}`));
      return { value: new Map(keys.map(key => [key, value.value])) };
    }
    case 'unresolved':
      return { value: new Map() };
    default:
      return type satisfies never;
  }
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}

function mayBeEmpty({ min = 0, max = 0 }: Constraints): boolean {
  return min <= 0 && max >= 0;
}

/** The number of items: one, if allowed; undefined if too many are required. */
function itemCount({ min = 0, max = Number.POSITIVE_INFINITY }: Constraints): number | undefined {
  const count = Math.max(Math.ceil(min), Math.min(1, Math.floor(max)), 0);
  return count > mostItems || count > max ? undefined : count;
}

function builtinCandidates(type: BuiltinType, name: string, constraints: Constraints): readonly SampleValue[] {
  const matching = constraints.pattern ? [textMatching(constraints.pattern, constraints.min, constraints.max)] : [];
  const patterned = matching.filter(text => text !== undefined);
  switch (type) {
    case 'string':
      return [...lengths(wordFor(name), constraints), ...patterned];
    case 'int':
      return numbers(numberFor(name), constraints).flatMap(number => [number, Math.ceil(number), Math.floor(number)]);
    case 'float':
      return numbers(numberFor(name), constraints);
    case 'decimal':
      return [...numbers(numberFor(name), constraints).flatMap(decimalTexts), ...patterned];
    case 'boolean':
      return [true];
    case 'uuid':
      return [uuidFor(name), ...patterned];
    case 'uri':
      return [
        ...lengths('https://example.com/1001', constraints),
        'https://example.com',
        'http://a.io',
        'a:b',
        ...patterned,
      ];
    case 'email': {
      const padding = Math.max(0, Math.ceil(constraints.min ?? 0) - '@example.com'.length);
      return ['ada@example.com', `${'a'.repeat(Math.min(padding, 64))}@example.com`, 'a@b.co', ...patterned];
    }
    case 'date':
      return ['2026-01-15', ...patterned];
    case 'datetime':
      return ['2026-01-15T12:00:00Z', ...patterned];
    case 'duration':
      return ['PT30M', ...patterned];
    case 'bytes':
      return ['SGVsbG8=', '', ...patterned];
    case 'json':
      return [new Map([['example', true]])];
    default:
      return type satisfies never;
  }
}

function lengths(text: string, { min = 0, max = Number.POSITIVE_INFINITY }: Constraints): readonly string[] {
  if (min > 100_000) return [];
  return [text, text.padEnd(Math.ceil(min), 'x').slice(0, Math.max(0, Math.floor(Math.min(max, 100_000))))];
}

function numbers(wanted: number, { min, max }: Constraints): readonly number[] {
  const middle = min !== undefined && max !== undefined ? [(min + max) / 2] : [];
  return [
    wanted,
    ...middle,
    ...(min === undefined ? [] : [min, min + 1]),
    ...(max === undefined ? [] : [max, max - 1]),
  ];
}

function decimalTexts(number: number): readonly string[] {
  if (/e/i.test(String(number)))
    return [Math.abs(number) < 1e21 ? number.toFixed(20).replace(/0+$/, '0') : BigInt(number).toString()];
  return [Number.isInteger(number) ? `${number}.00` : String(number), String(number)];
}

function fits(value: SampleValue, type: BuiltinType, { min, max, pattern }: Constraints): boolean {
  if (type === 'int' && !Number.isSafeInteger(value)) return false;
  const size = type === 'decimal' ? Number(value) : typeof value === 'string' ? value.length : value;
  if (typeof size === 'number' && type !== 'json') {
    if (!Number.isFinite(size)) return false;
    if (min !== undefined && size < min) return false;
    if (max !== undefined && size > max) return false;
  }
  if (typeof value !== 'string') return true;
  const format = formats[type];
  return (!format || format(value)) && (!pattern || new RegExp(pattern.source, pattern.flags).test(value));
}

/** Further requirements on a text for a pattern, at least as strict as the schemas. */
const formats: Partial<Readonly<Record<BuiltinType, (text: string) => boolean>>> = {
  decimal: text => /^-?\d+(\.\d+)?$/.test(text),
  uuid: text => /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text),
  uri: text => URL.canParse(text) && text === text.trim(),
  email: text => /^[a-z0-9]+(\.[a-z0-9]+)*@[a-z0-9]+(\.[a-z0-9]+)*\.[a-z]{2,}$/.test(text) && text.length < 200,
  date: text => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(text),
  datetime: text => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(text),
  duration: text => /^P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/.test(text) && !/^P$|T$/.test(text),
  bytes: text => /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
};
