/** Which orders two expressions can have, if no few values of what they read decide it. */
import type { Expression } from '@choreo/model';
import type { ValueSource } from '../expressions/domain.ts';
import type { Leaf } from '../expressions/evaluate.ts';
import { leavesIn } from '../expressions/leaves.ts';
import type { Order } from '../expressions/value.ts';
import { keyOf, readsOf } from './expression-key.ts';
import { approximate, differenceOf, linearOf, numberOf } from './linear.ts';

export function possibleOrders(
  left: Expression,
  right: Expression,
  subjectOf: (leaf: Leaf) => ValueSource | undefined,
): readonly Order[] {
  const nameOf = (leaf: Leaf) => subjectOf(leaf)?.key ?? '';
  const [first, second] = [left, right].map(side => readsOf(side).flatMap(leaf => (leaf && subjectOf(leaf)) ?? []));
  const all = [...(first ?? []), ...(second ?? [])];
  const isOfNumbers = all.every(({ domain }) => domain.kind === 'number');
  const isSame = keyOf(left, nameOf, isOfNumbers) === keyOf(right, nameOf, isOfNumbers);
  const present = isSame ? ([0] as const) : isOfNumbers ? ordersOfNumbers(left, right, all, nameOf) : anyOrder;
  const [absentLeft, absentRight] = [first, second].map(optionalsOf);
  const [mayMiss, mayMissToo] = [absentLeft, absentRight].map(keys => keys !== undefined && keys.size > 0);
  const areAbsentTogether = [...(absentLeft ?? [])].sort().join() === [...(absentRight ?? [])].sort().join();
  const mayDiffer =
    (!areAbsentTogether && (mayMiss || mayMissToo)) || mayBeNoNumber(left, all) || mayBeNoNumber(right, all);
  return [...present, ...(mayDiffer ? [null] : []), ...(mayMiss && mayMissToo ? ['missing' as const] : [])];
}

const anyOrder = [-1, 0, 1] as const;

function optionalsOf(subjects: readonly ValueSource[] | undefined): Set<string> {
  return new Set(subjects?.filter(({ optional }) => optional).map(({ key }) => key));
}

/** If both have the same factors, their order is that of the constants. */
function ordersOfNumbers(
  left: Expression,
  right: Expression,
  subjects: readonly ValueSource[],
  nameOf: (leaf: Leaf) => string,
): readonly Order[] {
  if (subjects.every(({ domain }) => domain.kind === 'number' && domain.exact)) {
    const [first, second] = [left, right].map(side => linearOf(side, nameOf));
    const difference = first && second && differenceOf(first, second);
    return difference?.factors.size === 0 ? [Math.sign(approximate(difference.constant)) as Order] : anyOrder;
  }
  // Rounding keeps the order of two sums with a common addend, or makes them equal.
  const [first, second] = [left, right].map(side => addendOf(side, nameOf));
  if (!first || !second || first.name !== second.name) return anyOrder;
  const order = Math.sign(first.number - second.number) as -1 | 0 | 1;
  return order === 0 ? [0] : [order, 0];
}

function addendOf(side: Expression, nameOf: (leaf: Leaf) => string) {
  if (side.kind === 'field' || side.kind === 'state') return { name: nameOf(side), number: 0 };
  if (side.kind !== 'binary' || (side.operator !== '+' && side.operator !== '-')) return undefined;
  const [before, behind] = [side.left, side.right].map(part => {
    const number = numberOf(part);
    return number && approximate(number);
  });
  const { operator } = side;
  if (isRead(side.left) && behind !== undefined)
    return { name: nameOf(side.left), number: operator === '-' ? -behind : behind };
  return isRead(side.right) && before !== undefined && operator === '+'
    ? { name: nameOf(side.right), number: before }
    : undefined;
}

function isRead(expression: Expression): expression is Leaf {
  return expression.kind === 'field' || expression.kind === 'state';
}

/** Whether its value can equal nothing: after a division by zero, or when numbers that are too large for TypeScript are subtracted. */
function mayBeNoNumber(side: Expression, subjects: readonly ValueSource[]): boolean {
  const key = keyOf(side, () => '', false);
  if (key.includes(' / ')) return true;
  const isPlain = subjects.some(({ domain }) => domain.kind === 'number' && !domain.exact);
  return isPlain && [...leavesIn(side)].length > 2;
}
