/** In which of its forms a message is emitted, given what the model fills in. */
import { namesOf } from '@choreo/model';
import type { Choreography, Expression } from '@choreo/model';
import { askedBy } from './comparison.ts';
import { valueOf } from './condition.ts';
import type { Sight } from './condition.ts';
import { exactOf, holds, isNumber } from './constant.ts';
import type { Comparison } from './constant.ts';
import { insteadOf, isOpen, sourceOf } from './contents.ts';
import type { Filling } from './contents.ts';
import { scaleKey, scalesOf } from './counted.ts';
import type { Scale } from './counted.ts';
import { demandsOf } from './demands.ts';
import type { MessageForm } from './forms.ts';
import { meet, point } from './interval.ts';
import type { Interval } from './interval.ts';
import { pathOf } from './leaves.ts';
import type { Order, Payload, Sample } from './payload.ts';
import { sightsOf } from './table.ts';
import { unknownsIn } from './unknowns.ts';
import type { Relation, UnknownField } from './unknowns.ts';
import { intervalOf, isMissing, truthOf } from './value.ts';

export interface FittingForm {
  readonly form: MessageForm;
  /** A condition of Promela on the states that are read; undefined: always. */
  readonly when: string | undefined;
}

/** Where nothing is known of states and triggers. */
export const blind: Sight = { state: () => undefined, payload: () => undefined };

/** Of what can be told apart of a message: which of the forms can be, as far as this one thing goes. */
interface Restriction {
  /** What is read of the trigger and of states. */
  readonly reads: readonly Expression[];
  mayBe(form: MessageForm, sight: Sight): boolean;
}

/** At least one. */
export function fittingForms(
  filling: Filling,
  forms: readonly MessageForm[],
  sight: Sight,
  choreography: Choreography,
): readonly FittingForm[] {
  const conditions = restrictionsOf(filling, forms, choreography).map(restriction =>
    conditionsOf(restriction, forms, sight),
  );
  const fitting = forms.flatMap((form, index): readonly FittingForm[] => {
    const own = conditions.map(some => some[index] ?? '1').filter(condition => condition !== '1');
    if (own.includes('0')) return [];
    return [{ form, when: own.length === 0 ? undefined : [...new Set(own)].join(' && ') }];
  });
  return fitting.length > 0 ? fitting : forms.map(form => ({ form, when: undefined }));
}

/** For each form: `1` where it can always be, `0` where never. */
function conditionsOf({ reads, mayBe }: Restriction, forms: readonly MessageForm[], sight: Sight): readonly string[] {
  const rows = sightsOf(reads, sight);
  if (!rows) return forms.map(() => '1');
  const fitting = rows.map(row => {
    const possible = forms.map(form => mayBe(form, row.sight));
    // What no form allows is taken as open.
    return possible.includes(true) ? possible : forms.map(() => true);
  });
  return forms.map((_, index) => {
    const where = rows.filter((_row, at) => fitting[at]?.[index]);
    if (where.length === rows.length) return '1';
    return where.length === 0 ? '0' : `(${where.map(({ when }) => when).join(' || ')})`;
  });
}

function restrictionsOf(
  filling: Filling,
  forms: readonly MessageForm[],
  choreography: Choreography,
): readonly Restriction[] {
  const { message } = filling;
  const demand = demandsOf(choreography).get(message);
  if (!demand || !namesOf(choreography).messages.has(message)) return [];
  const { fields, relations } = unknownsIn([...demand.questions.values()]);
  const samplesAt = (path: string): readonly Sample[] => {
    const samples = forms.flatMap(({ payloadClass }) => payloadClass.samples.get(path) ?? []);
    return [...new Set(samples)];
  };
  const restrictions: Restriction[] = [];
  const paths = new Map([...fields].map(([key, { path }]) => [key, path] as const));
  for (const [key, path] of demand.counted) paths.set(key, path);
  for (const [key, path] of paths) {
    const source = sourceOf(filling, path);
    const samples = samplesAt(key);
    if (samples.length < 2 || isOpen(source)) continue;
    const scale = scalesOf(choreography).get(scaleKey(message, path));
    const mayBe = (sample: Sample, sight: Sight): boolean =>
      mayHold(source, sight, samples, sample, scale, fields.get(key));
    restrictions.push({
      reads: [source],
      mayBe: ({ payloadClass }, sight) => {
        const sample = payloadClass.samples.get(key);
        return sample === undefined || mayBe(sample, sight);
      },
    });
  }
  return [...restrictions, ...relations.flatMap(relation => orderedBy(relation, filling))];
}

function mayHold(
  source: Expression,
  sight: Sight,
  samples: readonly Sample[],
  sample: Sample,
  scale: Scale | undefined,
  unknown: UnknownField | undefined,
): boolean {
  const canMiss = samples.some(({ value }) => value === null);
  const missing = isMissingIn(source, sight);
  if (missing === true) return canMiss ? sample.value === null : true;
  if (sample.value === null) return missing !== false ? isOpenIn(source, sight) : false;
  const value = valueOf(source, sight);
  const interval = value.kind === 'constant' || value.kind === 'interval' ? intervalOf(value) : undefined;
  if (interval && (scale || sample.isExact)) return isAmong(interval, sample, samples, scale?.areWhole ?? false);
  if (sample.isExact && value.kind === 'constant') return holds('==', value.value, sample.value) !== false;
  return (unknown?.comparisons ?? []).every(({ operator, constant, written }) => {
    const truth = truthIn(operator, source, written, sight);
    return truth === undefined || truth === (holds(operator, sample.value, constant) ?? truth);
  });
}

function isOpenIn(source: Expression, sight: Sight): boolean {
  return valueOf(source, sight).kind !== 'constant';
}

/** Whether the number can be the one of the sample; beyond all that the field can hold, the nearer end is. */
function isAmong(interval: Interval, sample: Sample, samples: readonly Sample[], areWhole: boolean): boolean {
  const places = samples.flatMap(one => {
    const place = placeOf(one);
    return place ? [{ one, place }] : [];
  });
  const met = places.filter(({ place }) => meet(place, interval, areWhole));
  if (met.length > 0) return met.some(({ one }) => one === sample);
  const ordered = places.toSorted((a, b) => (a.place.low && b.place.low ? a.place.low.compare(b.place.low) : 0));
  const [first, last] = [ordered[0], ordered.at(-1)];
  const isBelow = first?.place.low && interval.high && interval.high.compare(first.place.low) <= 0;
  return (isBelow ? first : last)?.one === sample;
}

function placeOf({ value, within }: Sample): Interval | undefined {
  const number = isNumber(value) ? exactOf(value) : undefined;
  return within ?? (number && point(number));
}

/** Undefined where it is open. */
function isMissingIn(source: Expression, sight: Sight): boolean | undefined {
  if (source.kind === 'field') {
    const sample = sight.payload(source.message)?.samples.get(pathOf(source));
    return sample && sample.value === null;
  }
  const value = valueOf(source, sight);
  if (isMissing(value)) return true;
  if (value.kind !== 'open') return false;
  return source.kind === 'unary' && source.operator === 'not' ? false : undefined;
}

function truthIn(operator: Comparison, left: Expression, right: Expression, sight: Sight): boolean | undefined {
  const { yes, no } = truthOf(valueOf({ kind: 'binary', operator, left, right, span: left.span }, sight));
  return yes === '1' ? true : no === '1' ? false : undefined;
}

function orderedBy({ key, left, right }: Relation, { filled }: Filling): readonly Restriction[] {
  const sides = [insteadOf(left, filled), insteadOf(right, filled)] as const;
  if (sides.some(isOpen)) return [];
  const [first, second] = askedBy(left, right)?.isTurned ? [sides[1], sides[0]] : sides;
  const mayBe = (order: Order, sight: Sight): boolean => {
    const isNot = (operator: Comparison): boolean => truthIn(operator, first, second, sight) === false;
    const is = (operator: Comparison): boolean => truthIn(operator, first, second, sight) === true;
    switch (order) {
      case 'less':
        return !isNot('<');
      case 'equal':
        return !isNot('==');
      case 'more':
        return !isNot('>');
      case 'apart':
        return !is('<') && !is('==') && !is('>');
      default:
        return order satisfies never;
    }
  };
  const orderIn = ({ orders }: Payload): Order | undefined => orders.get(key);
  return [
    {
      reads: sides,
      mayBe: ({ payloadClass }, sight) => {
        const order = orderIn(payloadClass);
        return order === undefined || mayBe(order, sight);
      },
    },
  ];
}
