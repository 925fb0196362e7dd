/** The answers of a number that is followed: which point it is, or in which gap it lies. */
import type { Expression, Field } from '@choreo/model';
import { fieldValueOf } from '../../../expressions/facts.ts';
import type { Fact } from '../../../expressions/facts.ts';
import type { Known } from '../../../expressions/value.ts';
import type { Scale, ScalePart } from './counted-fields.ts';

interface Answer {
  readonly value: Known;
  readonly fact: Fact;
}

export function answersOnScale(
  { parts }: Scale,
  path: readonly string[],
  field: Field,
  isMissable: boolean,
): readonly Answer[] {
  const answers = parts.map((part): Answer => ({
    value: part.sample,
    fact: { kind: 'field', path, value: fieldValueOf(part.sample, field.type), answers: limitsOf(part, path, field) },
  }));
  const missing: Answer = { value: null, fact: { kind: 'field', path, value: { kind: 'missing' }, answers: [] } };
  return isMissable ? [...answers, missing] : answers;
}

type Limits = Extract<Fact, { kind: 'field' }>['answers'];

/** `attempt > 3`, of a gap; a point says its value. */
function limitsOf({ region, sample }: ScalePart, path: readonly string[], { span }: Field): Limits {
  const left: Expression = { kind: 'field', path, span };
  const { min, max } = region;
  if (min !== undefined && min === max) return [];
  const limit = (operator: '<' | '>', end: typeof sample): Limits[number] => {
    const right: Expression = { kind: 'number', value: Number(String(end)), text: String(end), span };
    return { expression: { kind: 'binary', operator, left, right, span }, holds: true };
  };
  return [...(min === undefined ? [] : [limit('>', min)]), ...(max === undefined ? [] : [limit('<', max)])];
}
