/** What is known about a message: the results of the model's comparisons, and what follows for its fields. */
import type { Expression, FieldAccess, TypeRef } from '@choreo/model';
import { expressionText } from '../text/expression-text.ts';
import { Decimal } from './decimal.ts';
import { termOf } from './evaluate.ts';
import { leavesIn } from './leaves.ts';
import { isSame, truthOf } from './value.ts';
import type { Known, Value } from './value.ts';

export interface PayloadClass {
  /** By field (`total.amount`) and by condition (`total.amount > limit`). A field has one sample of the values with the same answers. */
  readonly answers: ReadonlyMap<string, Known>;
  readonly facts: readonly Fact[];
}

/** Plain data, which can be sent to another thread. Whoever needs it turns it into words or into a payload. */
export type Fact =
  /** A field gives these answers to comparisons with constants, or, without comparisons, has exactly this value. */
  | {
      readonly kind: 'field';
      readonly path: readonly string[];
      /** A value with these answers; undefined if none is known that the type allows. */
      readonly value: FieldValue | undefined;
      /** Further names that answer so. */
      readonly alike?: readonly string[];
      readonly answers: readonly { readonly expression: Expression; readonly holds: boolean }[];
    }
  /** `holds` is undefined if neither the condition nor its contrary holds, since a field is missing. */
  /** Of the values that a further key has in the case, this one, from 1. */
  | { readonly kind: 'key'; readonly key: string; readonly value: number }
  | { readonly kind: 'condition'; readonly expression: Expression; readonly holds: boolean | undefined };

export type FieldValue =
  /** `text`: all digits, the sign included. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  /** A value of an enum. */
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'missing' };

export function fieldValueOf(value: Value, { kind }: TypeRef): FieldValue {
  if (value === null) return { kind: 'missing' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (typeof value === 'string') return { kind: kind === 'enum' ? 'name' : 'text', value };
  return { kind: 'number', text: String(value) };
}

/** Of names that answer alike, so many are listed. */
const mostNames = 3;

/** Written like conditions: `total > 100`, `not gift`, `priority == High`, `note is missing`; and `jobId 1`. */
export function factTexts(fact: Fact): readonly string[] {
  if (fact.kind === 'key') return [`${fact.key} ${fact.value}`];
  if (fact.kind === 'condition') {
    const text = expressionText(fact.expression);
    return [fact.holds === undefined ? `${text} neither way` : signed(text, fact.holds)];
  }
  const name = fact.path.join('.');
  const { value } = fact;
  if (value?.kind === 'missing') return [`${name} is missing`];
  if (fact.answers.length > 0) {
    return fact.answers.map(({ expression, holds }) => signed(expressionText(expression), holds));
  }
  if (value?.kind === 'boolean') return [signed(name, value.value)];
  if (value?.kind === 'name' && fact.alike && fact.alike.length > 0) {
    const names = [value.value, ...fact.alike];
    return [`${name} in [${[...names.slice(0, mostNames), ...(names.length > mostNames ? ['…'] : [])].join(', ')}]`];
  }
  return value ? [`${name} == ${value.kind === 'number' ? value.text : value.value}`] : [];
}

/** `jobId 1, taskId 2`: the values of further keys; empty if there are none. */
export function keysText(facts: readonly Fact[]): string {
  return facts
    .filter(({ kind }) => kind === 'key')
    .flatMap(factTexts)
    .join(', ');
}

function signed(text: string, holds: boolean): string {
  return holds ? text : `not ${text}`;
}

/** Whether the fact can be true of a message whose fields `read` gives; undefined stands for an open field. */
export function isPossible(fact: Fact, read: (path: FieldAccess['path']) => Known): boolean {
  const truthIn = (expression: Expression): boolean | undefined =>
    truthOf(
      termOf(expression, { read: leaf => (leaf.kind === 'field' ? () => read(leaf.path) : undefined) })(
        undefined,
        undefined,
      ),
    );
  if (fact.kind === 'key') return true;
  if (fact.kind === 'condition') {
    if (fact.holds !== undefined) return truthIn(fact.expression) !== !fact.holds;
    const fields = [...leavesIn(fact.expression)].filter(leaf => leaf.kind === 'field');
    return fields.some(({ path }) => read(path) === undefined);
  }
  const given = read(fact.path);
  if (given === undefined) return true;
  if (fact.value?.kind === 'missing') return false;
  if (fact.answers.length === 0) {
    return isSame(given, valueOf(fact.value)) || (fact.alike ?? []).some(name => isSame(given, name));
  }
  return fact.answers.every(({ expression, holds }) => truthIn(expression) !== !holds);
}

function valueOf(value: FieldValue | undefined): Known {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'missing':
      return null;
    case 'number':
      return Decimal.literal(value.text);
    case 'text':
    case 'name':
    case 'boolean':
      return value.value;
    default:
      return value satisfies never;
  }
}
