/** Exact numbers of the export come out as those of checks and runs, which are calculated by another library. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal } from '../../../analysis/src/expressions/decimal.ts';
import { drawn } from '../../../model/test/randomness.ts';
import { Exact } from '../../src/promela/exact.ts';

const digits = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const numeral = fc.oneof(
  fc.constantFrom('0', '-0', '1', '-1', '0.1', '0.2', '0.3', '3', '-3', '7', '1000000'),
  fc.tuple(digits, digits).map(([whole, fraction]) => `${whole}.${fraction < 0n ? -fraction : fraction}`),
  fc
    .tuple(digits, fc.nat(30))
    .map(([whole, zeros]) => `${whole < 0n ? '-' : ''}0.${'0'.repeat(zeros)}${whole < 0n ? -whole : whole}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);

test('by each operator, in their order, and as doubles', () => {
  fc.assert(
    fc.property(numeral, numeral, fc.constantFrom('+', '-', '*', '/'), (left, right, operator) => {
      const [mine, other] = [Exact.of(left, true), Exact.of(right, true)];
      const [theirs, another] = [Decimal.literal(left), Decimal.literal(right)];
      if (!mine || !other || !theirs || !another) throw new Error(`${left} or ${right} is no number`);
      const asText = (value: { toString(): string } | undefined): string => String(value).replace(/^-0$/, '0');
      expect(asText(mine.calculate(operator, other))).toBe(asText(theirs.combined(operator, another)));
      expect(mine.compare(other)).toBe(theirs.orderTo(another));
      expect(mine.nearestDouble === theirs.number).toBe(true);
    }),
    drawn(24, 2000),
  );
});

test('what is no number, or too long, is none', () => {
  expect(
    ['', 'x', '1.', '.5', '1e', '--1', 'Infinity', 'NaN', '1e9999', '9'.repeat(1001)].map(text => Exact.of(text, true)),
  ).toEqual(Array.from({ length: 10 }, () => undefined));
  expect(Exact.of('1', true)?.calculate('/', Exact.whole(0n, true))).toBeUndefined();
});
