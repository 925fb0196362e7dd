/** Writes samples as code. */
import { array, object, type Code } from '../code/layout.ts';
import { propertyKey, quote } from '../code/quote.ts';
import type { SampleValue } from './plausible.ts';

export function sampleCode(value: SampleValue): Code {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isList(value)) return array(value.map(sampleCode));
  return object([...value].map(([name, inner]): Code => [`${propertyKey(name)}: `, sampleCode(inner)]));
}

function isList(value: SampleValue): value is readonly SampleValue[] {
  return Array.isArray(value);
}
