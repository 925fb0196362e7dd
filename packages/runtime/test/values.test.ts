import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn } from '../../model/test/randomness.ts';
import {
  add,
  bounded,
  caseOf,
  compareDurations,
  compareNumbers,
  compareTexts,
  compareTimes,
  divide,
  isOneOf,
  isOneOfNumbers,
  multiply,
  subtract,
  type CloudEvent,
} from '../src/index.ts';
import { createCaseLock } from '../src/lock.ts';
import { own, withEntry } from '../src/own.ts';

test('decimals lose nothing', () => {
  expect(add('0.1', '0.2')).toBe('0.3');
  expect(subtract('1', '0.99')).toBe('0.01');
  expect(multiply('1.10', '3')).toBe('3.3');
  expect(divide('1', '3')).toBe('0.33333333333333333333');
  expect(divide('1', '0')).toBeUndefined();
  expect(add(undefined, '1')).toBeUndefined();
  expect(compareNumbers('10.0', 10)).toBe(0);
  expect(compareNumbers('9', '10')).toBeLessThan(0);
  expect(compareNumbers('1e3', 999.5)).toBeGreaterThan(0);
  expect(compareNumbers(undefined, 1)).toBeNaN();
  expect(compareNumbers('none', 1)).toBeNaN();
});

test('decimals agree with whole numbers', () => {
  const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      expect(add(String(a), String(b))).toBe(String(a + b));
      expect(multiply(String(a), String(b))).toBe(String(a * b));
      expect(Math.sign(compareNumbers(String(a), String(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
    drawn(1),
  );
});

test('times, durations and texts; what is absent compares with nothing', () => {
  expect(compareTimes('2026-01-01T12:00:00Z', '2026-01-01T13:00:00+01:00')).toBe(0);
  expect(compareTimes('2026-01-01', '2026-01-02')).toBeLessThan(0);
  expect(compareDurations('PT90M', 'PT1H30M')).toBe(0);
  expect(compareDurations('P1D', 'PT23H')).toBeGreaterThan(0);
  expect(compareTexts('a', 'b')).toBeLessThan(0);
  for (const compared of [
    compareTimes(undefined, '2026-01-01'),
    compareDurations('PT1S', undefined),
    compareTexts(undefined, 'a'),
  ]) {
    expect(compared).toBeNaN();
  }
  expect(isOneOf(undefined, ['a'])).toBe(false);
  expect(isOneOfNumbers('2.0', [1, 2])).toBe(true);
});

test('a bounded counter stays within its bounds', () => {
  expect([-1, 0, 2.9, 3, 4, Number.NaN].map(value => bounded(value, 0, 3))).toEqual([0, 0, 2, 3, 3, 0]);
});

test('a case is told by its key alone, whatever stands in it', () => {
  const event = (data: unknown): CloudEvent => ({
    specversion: '1.0',
    id: '1',
    source: '/s',
    type: 'T',
    time: '',
    datacontenttype: 'application/json',
    correlationid: 'f',
    data,
  });
  expect(caseOf(event({ id: 'a' }), ['id'])).toBe('id=a');
  expect(caseOf(event({}), ['id'])).toBe('flow=f');
  expect(caseOf(event({ constructor: undefined }), ['constructor'])).toBe('flow=f');
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
      const one = caseOf(event({ x: a, y: b }), ['x', 'y']);
      const other = caseOf(event({ x: c, y: d }), ['x', 'y']);
      expect(one === other).toBe(a === c && b === d);
    }),
    drawn(2),
  );
});

test('records keyed by names of the model are safe from inherited names', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'a']) {
    expect(own({}, name)).toBeUndefined();
    const record = withEntry<number>({}, name, 1);
    expect(own(record, name)).toBe(1);
    expect(own(withEntry(record, name, 2), name)).toBe(2);
    expect(own(withEntry<number>(record, name, undefined), name)).toBeUndefined();
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  }
});

test('work on one case waits for its turn, work on another does not', async () => {
  const lock = createCaseLock();
  const log: string[] = [];
  let finish: () => void = () => undefined;
  const first = lock.run(['a', 'b'], async () => {
    log.push('first in');
    await new Promise<void>(resolve => {
      finish = resolve;
    });
    log.push('first out');
  });
  const second = lock.run(['b'], async () => void log.push('second'));
  await lock.run(['c'], async () => void log.push('third'));
  finish();
  await Promise.all([first, second]);
  expect(log).toEqual(['first in', 'third', 'first out', 'second']);
  await expect(lock.run(['a'], () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  await lock.run(['a'], async () => void log.push('after a failure'));
  expect(log.at(-1)).toBe('after a failure');
});
