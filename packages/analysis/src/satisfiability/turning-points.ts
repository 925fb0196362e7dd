/**
 * The values of a number at which two expressions that read it change their order, so that a few values show every result
 * that their comparison can have.
 */
import type { Expression } from '@choreo/model';
import { constantOf } from '../expressions/constant.ts';
import { Decimal } from '../expressions/decimal.ts';
import type { NumberDomain } from '../expressions/domain.ts';
import { termOf } from '../expressions/evaluate.ts';
import { orderOf } from '../expressions/value.ts';
import type { Order, Value } from '../expressions/value.ts';
import { between, dividedBy, fractionOf, negative, plus, times } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { approximate, differenceOf, linearOf, numberOf } from './linear.ts';
import type { Linear } from './linear.ts';

/** A solution with infinitely many digits is enclosed from both sides, more closely than two solutions can be to one another. */
const digitsOfSolution = 26;
/** How many digits a division of decimals keeps. */
const digitsOfDivision = 20;
/** Each division makes five times as many points. */
const mostDivisions = 2;
const largestInt = Number.MAX_SAFE_INTEGER;

/** Undefined if they cannot be found for all values; empty if the order never changes. */
export function turningPoints(left: Expression, right: Expression, domain: NumberDomain): readonly Value[] | undefined {
  const difference = differenceIn(left, right);
  if (domain.exact) return difference ? rootsOf(difference) : pointsThroughDivisions(left, right);
  if (domain.whole && difference?.isWhole && isExact(difference, domain)) {
    return difference.factors.size === 0 ? [] : wholeRootsOf(difference);
  }
  return pointsOfMonotone(left, right, domain);
}

/** Both sides read the same thing, whatever they call it. */
function differenceIn(left: Expression, right: Expression): Linear | undefined {
  const [first, second] = [left, right].map(side => linearOf(side, () => ''));
  return first && second && differenceOf(first, second);
}

function rootsOf({ factors, constant }: Linear): readonly Value[] | undefined {
  const factor = factors.get('');
  if (!factor) return [];
  return isShort(factor) && isShort(constant) ? decimalsAt(dividedBy(negative(constant), factor)) : undefined;
}

/** Whether there are so few digits that two different solutions differ in the digits that are kept. */
function isShort({ over, under }: Fraction): boolean {
  return under < 10n ** 12n && over < 10n ** 12n && -over < 10n ** 12n;
}

function decimalsAt(root: Fraction): readonly Value[] {
  return [...new Set(between(root, digitsOfSolution))].flatMap(digits => decimalOf(digits) ?? []);
}

function decimalOf(digits: string): Decimal | undefined {
  const literal = Decimal.literal(digits);
  return literal && Decimal.of(literal);
}

/**
 * Whether TypeScript's numbers give the right order for all values: either none is too large to be exact, or those that are
 * too large differ so much that rounding does not matter.
 */
function isExact({ factors, weight, size }: Linear, { min = -largestInt, max = largestInt }: NumberDomain): boolean {
  const largest = Math.min(largestInt, Math.max(Math.abs(min), Math.abs(max)));
  return weight * largest + size <= 2 ** 53 || (factors.size > 0 && weight <= 2 ** 7 && size <= 2 ** 40);
}

function wholeRootsOf({ factors, constant }: Linear): readonly Value[] {
  const factor = factors.get('');
  const root = factor && approximate(dividedBy(negative(constant), factor));
  return root === undefined ? [] : [Math.floor(root), Math.ceil(root)];
}

/** The operations on the one thing that is read, the last one first. */
type Steps = readonly { readonly operator: '+' | '-' | '*' | '/' | 'from'; readonly number: Fraction }[];

interface Monotone {
  readonly steps: Steps;
  readonly to: Fraction;
}

/** An expression that reads its number once: each step, rounded or not, is monotone. */
function monotoneOf(left: Expression, right: Expression): Monotone | undefined {
  const [first, second] = [constantOf(left), constantOf(right)];
  if ((first === undefined) === (second === undefined)) return undefined;
  const to = numberOf(first === undefined ? right : left);
  if (!to) return undefined;
  const steps: Steps[number][] = [];
  let rest = first === undefined ? left : right;
  while (rest.kind !== 'field' && rest.kind !== 'state') {
    if (rest.kind === 'unary' && rest.operator === '-') {
      steps.push({ operator: 'from', number: fractionOf('0') });
      rest = rest.operand;
      continue;
    }
    if (rest.kind !== 'binary') return undefined;
    const { operator } = rest;
    if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/') return undefined;
    const [before, behind] = [numberOf(rest.left), numberOf(rest.right)];
    if (behind && !(operator === '/' && behind.over === 0n)) {
      steps.push({ operator, number: behind });
      rest = rest.left;
    } else if (before && operator !== '/') {
      steps.push({ operator: operator === '-' ? 'from' : operator, number: before });
      rest = rest.right;
    } else return undefined;
  }
  return { steps, to };
}

function pointsThroughDivisions(left: Expression, right: Expression): readonly Value[] | undefined {
  const monotone = monotoneOf(left, right);
  if (!monotone) return undefined;
  const divisions = monotone.steps.filter(({ operator }) => operator === '/').length;
  if (
    divisions > mostDivisions ||
    monotone.steps.some(({ operator, number }) => operator === '*' && number.over === 0n)
  )
    return undefined;
  let points: readonly Fraction[] = [monotone.to];
  for (const step of monotone.steps) points = points.flatMap(point => pointsBefore(point, step));
  return points.flatMap(decimalsAt);
}

/** The values from which the step leads to the point; for a division, all that its dropped digits allow. */
function pointsBefore(point: Fraction, { operator, number }: Steps[number]): readonly Fraction[] {
  switch (operator) {
    case '+':
      return [plus(point, negative(number))];
    case '-':
      return [plus(point, number)];
    case 'from':
      return [plus(number, negative(point))];
    case '*':
      return [dividedBy(point, number)];
    case '/': {
      const last = fractionOf(`0.${'1'.padStart(digitsOfDivision, '0')}`);
      const [below = point, above = point] = between(point, digitsOfDivision).map(fractionOf);
      const all = [point, below, above, plus(below, negative(last)), plus(above, last)];
      return all.map(one => times(one, number));
    }
    default:
      return operator satisfies never;
  }
}

/** Finds the points by bisection, rounding included, which works because the expression is monotone. */
function pointsOfMonotone(left: Expression, right: Expression, domain: NumberDomain): readonly Value[] | undefined {
  if (!monotoneOf(left, right)) return undefined;
  const [first, second] = [left, right].map(side => termOf<number>(side, { read: () => at => at }));
  if (!first || !second) return undefined;
  const orderAt = (at: number): Order | undefined => orderOf(first(at, undefined), second(at, undefined));
  const largest = domain.whole ? largestInt : Number.MAX_VALUE;
  const [start, end] = [orderAt(-largest), orderAt(largest)];
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  const halfway = domain.whole ? halfwayInts : halfwayNumbers;
  const points: number[] = [];
  for (const isBehind of [(order: number) => order !== start, (order: number) => order === end]) {
    let [low, high] = [-largest, largest];
    if (start === end) continue;
    for (let middle = halfway(low, high); middle !== low && middle !== high; middle = halfway(low, high)) {
      const order = orderAt(middle);
      if (typeof order !== 'number') return undefined;
      if (isBehind(order)) high = middle;
      else low = middle;
    }
    points.push(high);
  }
  return points;
}

function halfwayInts(low: number, high: number): number {
  return low + Math.floor((high - low) / 2);
}

/** Halves the distance by position among all floating-point numbers, which takes 64 turns instead of a thousand. */
function halfwayNumbers(low: number, high: number): number {
  return numberAt((placeOf(low) + placeOf(high)) >> 1n);
}

const view = new DataView(new ArrayBuffer(8));

function placeOf(number: number): bigint {
  view.setFloat64(0, number);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7f_ff_ff_ff_ff_ff_ff_ffn) : bits;
}

function numberAt(place: bigint): number {
  view.setBigInt64(0, place < 0n ? -place : place);
  const size = view.getFloat64(0);
  return place < 0n ? -size : size;
}
