/** What an expression comes to in Promela, and what the operators make of such values. */
import type { BinaryOperator } from '@choreo/model';
import { calculated, exactOf, holds, isComparison, isNumber, isSo, numberIn, opposite, turned } from './constant.ts';
import type { Comparison, Constant, Ordering } from './constant.ts';
import type { Calculation } from './exact.ts';
import { calculatedIn, holdsIn, point } from './interval.ts';
import type { Interval } from './interval.ts';

/**
 * `truth`: two conditions of Promela, when it is certainly true and when certainly false; neither: open · `number`: a whole
 * number in Promela, at most so far from zero · `word`: the place of one of these values, `null` where it is missing ·
 * `interval`: some number in it.
 */
export type Value =
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'open' }
  | { readonly kind: 'truth'; readonly yes: string; readonly no: string }
  | { readonly kind: 'number'; readonly text: string; readonly most: number }
  | { readonly kind: 'word'; readonly text: string; readonly values: readonly (string | null)[] }
  /** `sample`: one that stands for all of them. */
  | { readonly kind: 'interval'; readonly interval: Interval; readonly sample?: Constant };

/** Promela has whole numbers only, and none that is larger. */
const largest = 2 ** 31 - 1;

/** What divides, calculates with fractions, or may come to a larger number has to be tabled. */
export class NeedsTable extends Error {}

export const open: Value = { kind: 'open' };

export function constant(value: Constant | undefined): Value {
  return value === undefined ? open : { kind: 'constant', value };
}

/** When a value is certainly true, and when certainly false; `1` is always, `0` never. */
export function truthOf(value: Value): { readonly yes: string; readonly no: string } {
  if (value.kind === 'truth') return value;
  if (value.kind === 'constant' && typeof value.value === 'boolean')
    return value.value ? { yes: '1', no: '0' } : { yes: '0', no: '1' };
  if (isMissing(value)) return { yes: '0', no: '1' };
  return { yes: '0', no: '0' };
}

export function isMissing(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function truth(yes: string, no: string): Value {
  if (yes === '1') return constant(true);
  if (no === '1') return constant(false);
  return yes === '0' && no === '0' ? open : { kind: 'truth', yes, no };
}

const all = (a: string, b: string): string =>
  a === '0' || b === '0' ? '0' : a === '1' ? b : b === '1' ? a : `(${a} && ${b})`;
const any = (a: string, b: string): string =>
  a === '1' || b === '1' ? '1' : a === '0' ? b : b === '0' ? a : `(${a} || ${b})`;

export function disjunction(left: Value, right: Value): Value {
  const [a, b] = [truthOf(left), truthOf(right)];
  return truth(any(a.yes, b.yes), all(a.no, b.no));
}

export function negated(value: Value): Value {
  const { yes, no } = truthOf(value);
  return truth(no, yes);
}

export function negative(value: Value): Value {
  if (value.kind === 'interval') return arithmetic('-', constant(0), value);
  if (value.kind === 'number') return { ...value, text: `(-${value.text})` };
  return value.kind === 'constant' ? constant(opposite(value.value)) : open;
}

export function combined(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === 'or') return disjunction(left, right);
  if (operator === 'and') return negated(disjunction(negated(left), negated(right)));
  if (!isComparison(operator)) return arithmetic(operator, left, right);
  if (left.kind === 'interval' || right.kind === 'interval') return comparedInIntervals(operator, left, right);
  if (operator === '==') return equality(left, right);
  return operator === '!=' ? negated(equality(left, right)) : ordering(operator, left, right);
}

/** Undefined for what is no number that is known. */
export function intervalOf(value: Value): Interval | undefined {
  // Which one it is has to be listed.
  if (value.kind === 'number') throw new NeedsTable();
  if (value.kind === 'interval') return value.interval;
  const number = value.kind === 'constant' && isNumber(value.value) ? exactOf(value.value) : undefined;
  return number && point(number);
}

function comparedInIntervals(operator: Comparison, left: Value, right: Value): Value {
  if (isMissing(left) || isMissing(right)) return constant(operator === '!=');
  const [a, b] = [intervalOf(left), intervalOf(right)];
  return constant(a && b && holdsIn(operator, a, b));
}

function workedOutInIntervals(operator: Calculation, left: Value, right: Value): Value {
  const [a, b] = [intervalOf(left), intervalOf(right)];
  const interval = a && b && calculatedIn(operator, a, b);
  return interval ? { kind: 'interval', interval } : open;
}

function decided(condition: string): Value {
  return { kind: 'truth', yes: condition, no: `!${condition}` };
}

function equality(left: Value, right: Value): Value {
  if (left.kind === 'open' || right.kind === 'open') return open;
  if (left.kind === 'constant' && right.kind === 'constant') return constant(holds('==', left.value, right.value));
  if (left.kind === 'constant') return equality(right, left);
  switch (left.kind) {
    case 'truth': {
      const isTruth = right.kind === 'truth' || (right.kind === 'constant' && typeof right.value === 'boolean');
      if (!isTruth) return truth('0', any(left.yes, left.no));
      const other = truthOf(right);
      return truth(
        any(all(left.yes, other.yes), all(left.no, other.no)),
        any(all(left.yes, other.no), all(left.no, other.yes)),
      );
    }
    case 'number': {
      if (right.kind === 'number') return decided(`(${left.text} == ${right.text})`);
      const number = right.kind === 'constant' ? numberIn(right.value) : undefined;
      return number !== undefined && isCountable(number) ? decided(`(${left.text} == ${number})`) : constant(false);
    }
    case 'word': {
      if (right.kind !== 'word' && right.kind !== 'constant') return constant(false);
      const pairs = left.values.flatMap((value, index) => {
        if (right.kind === 'constant') return value === right.value ? [`(${left.text} == ${index})`] : [];
        const at = right.values.indexOf(value);
        return at < 0 ? [] : [`(${left.text} == ${index} && ${right.text} == ${at})`];
      });
      return pairs.length === 0
        ? constant(false)
        : decided(pairs.length === 1 ? (pairs[0] ?? '') : `(${pairs.join(' || ')})`);
    }
    case 'interval':
      return open;
    default:
      return left satisfies never;
  }
}

function ordering(operator: Ordering, left: Value, right: Value): Value {
  if (isMissing(left) || isMissing(right)) return constant(false);
  if (left.kind === 'constant' && right.kind === 'constant') return constant(holds(operator, left.value, right.value));
  if (left.kind === 'constant') return ordering(turned[operator], right, left);
  if (left.kind === 'word') throw new NeedsTable();
  if (left.kind !== 'number') return open;
  if (right.kind === 'number') return decided(`(${left.text} ${operator} ${right.text})`);
  const number = right.kind === 'constant' ? numberIn(right.value) : undefined;
  if (number === undefined) return open;
  // Beyond all that the left side can be.
  if (!(Math.abs(number) <= largest)) return constant(isSo(operator, 0, number));
  // Between two whole numbers the nearer one decides.
  const bound = operator === '<' || operator === '>=' ? Math.ceil(number) : Math.floor(number);
  return decided(`(${left.text} ${operator} ${bound})`);
}

function arithmetic(operator: Calculation, left: Value, right: Value): Value {
  if (isMissing(left) || isMissing(right)) return constant(null);
  if (left.kind === 'constant' && right.kind === 'constant')
    return constant(calculated(operator, left.value, right.value));
  if (left.kind === 'interval' || right.kind === 'interval') return workedOutInIntervals(operator, left, right);
  const [a, b] = [wholeIn(left), wholeIn(right)];
  if (!a || !b) return open;
  if (operator === '/' || a === 'fraction' || b === 'fraction') throw new NeedsTable();
  const most = operator === '*' ? a.most * b.most : a.most + b.most;
  if (most > largest) throw new NeedsTable();
  return { kind: 'number', text: `(${a.text} ${operator} ${b.text})`, most };
}

function wholeIn(value: Value): { readonly text: string; readonly most: number } | 'fraction' | undefined {
  if (value.kind === 'number') return value;
  const number = value.kind === 'constant' ? numberIn(value.value) : undefined;
  if (number === undefined) return undefined;
  return isCountable(number) ? { text: String(number), most: Math.abs(number) } : 'fraction';
}

/** Whether Promela has that number. */
function isCountable(number: number): boolean {
  return Number.isInteger(number) && Math.abs(number) <= largest;
}
