/** What a scenario gives against the constants with which its message comes in: with others it never comes. */
import type { Choreography, Entry, Message, PayloadObject, PayloadValue } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import { Decimal } from '../expressions/decimal.ts';
import { isSame } from '../expressions/value.ts';
import type { Known } from '../expressions/value.ts';
import { expressionText } from '../text/expression-text.ts';
import type { TypeMismatch } from './type-error.ts';

/** Where at least one entry may carry the payload, all is well. */
export function checkAgainstEntries(
  { participants }: Choreography,
  { id }: Message,
  payload: PayloadObject,
): TypeMismatch[] {
  const entries = participants.flatMap(({ emits }) => emits.filter(({ message }) => message === id));
  const contradictions = entries.map(entry => contradictionOf(entry, payload));
  const [first] = contradictions;
  if (!first || contradictions.includes(undefined)) return [];
  return [first];
}

function contradictionOf({ contents, message }: Entry, payload: PayloadObject): TypeMismatch | undefined {
  for (const { name, value } of contents?.given ?? []) {
    const constant = constantOf(value);
    const other = payload.entries.find(entry => entry.name === name)?.value;
    const found = other && constantIn(other);
    if (!other || constant === undefined || found === undefined || isSame(constant, found)) continue;
    const problem = { kind: 'contradicts-entry', field: name, message, given: expressionText(value) } as const;
    return { code: 'type-mismatch', problem, span: other.span, about: [] };
  }
  return undefined;
}

/** The value of a number, text, boolean or word; undefined for a list or an object. */
export function constantIn(value: PayloadValue): Known {
  switch (value.kind) {
    case 'number':
      return Decimal.literal(value.text);
    case 'string':
    case 'boolean':
    case 'word':
      return value.value;
    case 'array':
    case 'object':
      return undefined;
    default:
      return value satisfies never;
  }
}
