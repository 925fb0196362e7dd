/** Numbers cut into points and the gaps between and beyond them, and where what is worked out of such parts can lie. */
import { Decimal } from '../../../expressions/decimal.ts';
import { termOf } from '../../../expressions/evaluate.ts';
import { combined, orderOf } from '../../../expressions/value.ts';
import type { Known, Value } from '../../../expressions/value.ts';
import type { Expression } from '@choreo/model';

export type Numeric = number | Decimal;

/** All numbers between two ends; an end that is undefined is none, one that is open does not belong to it. */
export interface Region {
  readonly min: Numeric | undefined;
  readonly max: Numeric | undefined;
  readonly isMinOpen: boolean;
  readonly isMaxOpen: boolean;
}

export const everywhere: Region = { min: undefined, max: undefined, isMinOpen: true, isMaxOpen: true };

export function pointAt(number: Numeric): Region {
  return { min: number, max: number, isMinOpen: false, isMaxOpen: false };
}

/** A kind of numbers: `whole` ones, or `exact` decimals. */
export interface NumberKind {
  readonly whole: boolean;
  readonly exact: boolean;
}

/** As numbers of the kind are held; undefined where it is none. */
export function numberOf(value: Known, { exact }: NumberKind): Numeric | undefined {
  if (typeof value !== 'number' && !(value instanceof Decimal)) return undefined;
  if (exact) return Decimal.of(value);
  const number = typeof value === 'number' ? value : value.number;
  return Number.isFinite(number) ? number : undefined;
}

/** The marks, which are sorted and each there once, and the gaps around them, from the least numbers to the largest. */
export function regionsAround(marks: readonly Numeric[], kind: NumberKind): readonly Region[] {
  const regions: Region[] = [];
  let before: Numeric | undefined;
  for (const mark of marks) {
    regions.push({ min: before, max: mark, isMinOpen: true, isMaxOpen: true }, pointAt(mark));
    before = mark;
  }
  regions.push({ min: before, max: undefined, isMinOpen: true, isMaxOpen: true });
  return regions.filter(region => !isEmpty(closed(region, kind), kind));
}

/** A number in it. */
export function sampleIn(region: Region, kind: NumberKind): Numeric {
  const { min, max } = closed(region, kind);
  const zero = kind.exact ? Decimal.literal('0.0') : 0;
  const one = numberOf(1, kind) ?? 1;
  if (min !== undefined && max !== undefined) {
    if (kind.whole || orderOf(min, max) === 0) return min;
    return numeric(combined('/', combined('+', min, max), numberOf(2, kind))) ?? min;
  }
  if (min !== undefined) return region.isMinOpen && !kind.whole ? (numeric(combined('+', min, one)) ?? min) : min;
  if (max !== undefined) return region.isMaxOpen && !kind.whole ? (numeric(combined('-', max, one)) ?? max) : max;
  return numberOf(zero ?? 0, kind) ?? 0;
}

export function meets(one: Region, other: Region, kind: NumberKind): boolean {
  return !isEmpty(closed(common(one, other), kind), kind);
}

function common(one: Region, other: Region): Region {
  const [lower, upper] = [orderOf(one.min, other.min), orderOf(one.max, other.max)];
  const low = other.min === undefined || (one.min !== undefined && lower === 1) ? one : other;
  const high = other.max === undefined || (one.max !== undefined && upper === -1) ? one : other;
  return {
    min: low.min,
    max: high.max,
    isMinOpen: lower === 0 ? one.isMinOpen || other.isMinOpen : low.isMinOpen,
    isMaxOpen: upper === 0 ? one.isMaxOpen || other.isMaxOpen : high.isMaxOpen,
  };
}

/** Of whole numbers, the least and the largest belong to it. */
function closed(region: Region, { whole }: NumberKind): Region {
  if (!whole) return region;
  const { min, max } = region;
  const least = typeof min === 'number' ? (region.isMinOpen ? Math.floor(min) + 1 : Math.ceil(min)) : undefined;
  const most = typeof max === 'number' ? (region.isMaxOpen ? Math.ceil(max) - 1 : Math.floor(max)) : undefined;
  return { min: least, max: most, isMinOpen: least === undefined, isMaxOpen: most === undefined };
}

function isEmpty({ min, max, isMinOpen, isMaxOpen }: Region, { whole }: NumberKind): boolean {
  if (min === undefined || max === undefined) return false;
  const order = orderOf(min, max);
  return order === 1 || (order === 0 && !whole && (isMinOpen || isMaxOpen));
}

/** What is read is `missing`, or it is open where it lies. */
export type Place = Region | 'missing';

/** Where the value of an expression can lie. */
export function placeOf(
  expression: Expression,
  placeOfLeaf: (leaf: Extract<Expression, { kind: 'field' | 'state' }>) => Place,
  kind: NumberKind,
): Place {
  const inner = (part: Expression): Place => placeOf(part, placeOfLeaf, kind);
  switch (expression.kind) {
    case 'field':
    case 'state':
      return placeOfLeaf(expression);
    case 'number': {
      const number = numberOf(termOf(expression, { read: () => undefined })(undefined, undefined), kind);
      return number === undefined ? everywhere : pointAt(number);
    }
    case 'unary': {
      const operand = inner(expression.operand);
      if (expression.operator !== '-' || operand === 'missing') return operand === 'missing' ? operand : everywhere;
      return mirrored(operand);
    }
    case 'binary': {
      const [left, right] = [inner(expression.left), inner(expression.right)];
      if (left === 'missing' || right === 'missing') return 'missing';
      return workedOut(expression.operator, left, right);
    }
    default:
      return everywhere;
  }
}

function workedOut(operator: string, left: Region, right: Region): Region {
  switch (operator) {
    case '+':
      return sumOf(left, right);
    case '-':
      return sumOf(left, mirrored(right));
    case '*':
      if (isPoint(right)) return scaled(left, right.min, '*');
      return isPoint(left) ? scaled(right, left.min, '*') : everywhere;
    case '/':
      return isPoint(right) && orderOf(right.min, 0) !== 0 ? scaled(left, right.min, '/') : everywhere;
    default:
      return everywhere;
  }
}

function isPoint({ min, max }: Region): boolean {
  return min !== undefined && max !== undefined && orderOf(min, max) === 0;
}

function sumOf(left: Region, right: Region): Region {
  return {
    min: numeric(combined('+', left.min, right.min)),
    max: numeric(combined('+', left.max, right.max)),
    isMinOpen: left.isMinOpen || right.isMinOpen,
    isMaxOpen: left.isMaxOpen || right.isMaxOpen,
  };
}

function mirrored({ min, max, isMinOpen, isMaxOpen }: Region): Region {
  const opposite = (end: Numeric | undefined) =>
    numeric(combined('*', end, end instanceof Decimal ? Decimal.of(-1) : -1));
  return { min: opposite(max), max: opposite(min), isMinOpen: isMaxOpen, isMaxOpen: isMinOpen };
}

function scaled(region: Region, factor: Numeric | undefined, operator: '*' | '/'): Region {
  const sign = orderOf(factor, 0);
  if (factor === undefined || typeof sign !== 'number') return everywhere;
  if (sign === 0) return pointAt(factor);
  const by = (end: Numeric | undefined) => numeric(combined(operator, end, factor));
  const { min, max, isMinOpen, isMaxOpen } = sign < 0 ? swapped(region) : region;
  return { min: by(min), max: by(max), isMinOpen, isMaxOpen };
}

function swapped({ min, max, isMinOpen, isMaxOpen }: Region): Region {
  return { min: max, max: min, isMinOpen: isMaxOpen, isMaxOpen: isMinOpen };
}

function numeric(value: Known): Numeric | undefined {
  return typeof value === 'number' || value instanceof Decimal ? value : undefined;
}

export function ascending(one: Value, other: Value): number {
  const order = orderOf(one, other);
  return typeof order === 'number' ? order : 0;
}
