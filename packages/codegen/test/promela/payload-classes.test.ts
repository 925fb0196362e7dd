/** Payload classes of the export: what conditions can tell apart, worked out by hand, and against the evaluator of the checks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choreography, Expression } from '@choreo/model';
import { expressionText } from '../../../analysis/src/text/expression-text.ts';
import { drawn, howMany, shareOf } from '../../../model/test/randomness.ts';
import { valueOf } from '../../src/promela/condition.ts';
import type { PayloadClass } from '../../src/promela/payload.ts';
import { payloadClassesOf } from '../../src/promela/payload-classes.ts';
import { parseOne } from '../support/models.ts';
import { asking, carried, conditionsOver, related, simple, truthIn, withSamples } from './support/any-payload.ts';

/** `1`, `0`, or `?` where it is open. */
function answer(condition: Expression, payload: PayloadClass): string {
  const value = valueOf(condition, { state: () => undefined, payload: () => payload });
  if (value.kind !== 'constant') return '?';
  return value.value === true ? '1' : '0';
}

/** How the classes of `A` answer these conditions: one text for each class, one letter for each condition. */
async function answers(fields: string, ...conditions: readonly string[]): Promise<readonly string[]> {
  const model = await parseOne(`
    enum Level { Low, High, None }
    type Money { amount: decimal  currency?: string }
    event A { key id: uuid ${fields} }
    event X { key id: uuid }
    actor User { emits A receives X }
    service S {
      ${conditions.map((condition, index) => `r${index}: on A when ${condition} -> X`).join('\n')}
    }`);
  const guards = guardsIn(model);
  expect(guards).toHaveLength(conditions.length);
  return payloadClassesOf(model, 'A')
    .map(payload => guards.map(guard => answer(guard, payload)).join(''))
    .sort();
}

function guardsIn({ participants }: Choreography): readonly Expression[] {
  return participants.flatMap(({ reactions }) => reactions.flatMap(({ guard }) => guard ?? []));
}

describe('classes are what conditions tell apart', () => {
  test('two bounds of a number', async () => {
    expect(await answers('total: decimal', 'total > 100', 'total < 10')).toEqual(['00', '01', '10']);
    expect(await answers('total: decimal', '100 < total', 'not total <= 100')).toEqual(['00', '11']);
  });

  test('no whole number is between two neighbours, but another one is', async () => {
    expect(await answers('n: int', 'n > 1', 'n < 2')).toEqual(['01', '10']);
    expect(await answers('n: float', 'n > 1', 'n < 2')).toEqual(['01', '10', '11']);
    expect(await answers('n: decimal', 'n > 1', 'n < 2')).toEqual(['01', '10', '11']);
    expect(await answers('n: int', 'n == 1.5')).toEqual(['0']);
  });

  test('nothing is beyond bounds', async () => {
    expect(await answers('@min(0) @max(3) n: int', 'n < 2', 'n in [1, 3]')).toEqual(['00', '01', '10', '11']);
    expect(await answers('@min(0) @max(100) n: int', 'n > 99', 'n > 100', 'n < 0')).toEqual(['000', '100']);
    expect(await answers('@min(1) n: decimal', 'n < 1', 'n <= 1', 'n > 1')).toEqual(['001', '010']);
    expect(await answers('@max(0.5) n: float', 'n < 0.5', 'n == 0.5', 'n > 0.5')).toEqual(['010', '100']);
  });

  test('large numbers have neighbours, too', async () => {
    expect(await answers('n: float', 'n > 10000000000000000', 'n > 5')).toEqual(['00', '01', '11']);
    expect(await answers('n: decimal', 'n == 100000000000000000000.01', 'n > 100000000000000000000')).toEqual([
      '00',
      '01',
      '11',
    ]);
  });

  test('what is missing is neither more nor less, and no truth', async () => {
    expect(await answers('n?: decimal', 'n > 1', 'n <= 1')).toEqual(['00', '01', '10']);
    expect(await answers('n?: decimal', 'n != 1')).toEqual(['0', '1']);
    expect(await answers('gift?: boolean', 'gift')).toEqual(['0', '1']);
    expect(await answers('gift?: boolean', 'gift', 'gift == false')).toEqual(['00', '01', '10']);
    expect(await answers('total?: Money', 'total.amount > 1', 'total.amount <= 1')).toEqual(['00', '01', '10']);
  });

  test('values of an enum that are asked for', async () => {
    expect(await answers('level: Level', 'level == High')).toEqual(['0', '1']);
    expect(await answers('level: Level', 'level == High', 'level in [High, Low]')).toEqual(['00', '01', '11']);
    expect(await answers('level: Level', 'level in [Low, High, None]')).toEqual(['1']);
  });

  test('texts, with those in between', async () => {
    expect(await answers('name: string', 'name == "a"', 'name in ["a", "b"]')).toEqual(['00', '01', '11']);
    expect(await answers('name: string', 'name > "a"', 'name < "a!"')).toEqual(['01', '10', '11']);
    expect(await answers('name: string', 'name == ""', 'name < "b"')).toEqual(['00', '01', '11']);
  });

  test('numbers as they are written: exact beside a decimal, the nearest double beside others', async () => {
    expect(await answers('n: decimal', 'n == 0.1 + 0.2', 'n == 0.3', 'n > 0.3')).toEqual(['000', '001', '110']);
    expect(await answers('n: float', 'n == 0.1 + 0.2', 'n == 0.3', 'n > 0.3')).toEqual(['000', '001', '110']);
    expect(await answers('n: decimal', 'n == 0.30000000000000000001', 'n == 0.3')).toEqual(['00', '01', '10']);
    expect(await answers('n: float', 'n == 0.30000000000000000001', 'n == 0.3')).toEqual(['00', '11']);
    expect(await answers('n: decimal', 'n == 1 / 3', 'n == 0.33333333333333333333')).toEqual(['00', '11']);
    expect(await answers('n: decimal', 'n > 1 / 0')).toEqual(['0', '1']);
  });
});

describe('fields that are compared with one another', () => {
  test('lie in one of three ways, however that is asked', async () => {
    expect(await answers('a: int b: int', 'a < b')).toEqual(['0', '1']);
    expect(await answers('a: int b: int', 'a < b', 'b > a', 'a >= b', 'a == b')).toEqual(['0010', '0011', '1100']);
  });

  test('beside constants that each is compared with', async () => {
    expect(await answers('a: int b: int', 'a < b', 'a > 5', 'a > 7')).toEqual([
      '000',
      '010',
      '011',
      '100',
      '110',
      '111',
    ]);
  });

  test('where one is missing, or both', async () => {
    expect(await answers('a: int b?: int', 'a < b', 'a >= b')).toEqual(['00', '01', '10']);
    expect(await answers('a?: int b?: int', 'a <= b', 'a == b', 'a > 5')).toEqual([
      '000',
      '001',
      '010',
      '100',
      '101',
      '110',
      '111',
    ]);
    expect(await answers('a?: int', 'a + 1 > 5', 'a + 1 <= 5', 'a > 0')).toEqual(['000', '010', '011', '100', '101']);
  });

  test('by value, where they have few', async () => {
    expect(await answers('@min(0) @max(2) a: int @min(5) @max(7) b: int', 'a < b')).toEqual(['1']);
    expect(await answers('@min(0) @max(2) a: int', 'a * 2 == 3', 'a * 2 == 2')).toEqual(['00', '01']);
    expect(await answers('a: Level b: Level', 'a == b', 'a == High', 'b == High')).toEqual([
      '000',
      '001',
      '010',
      '100',
      '111',
    ]);
    expect(await answers('@min(0) @max(1) a: int', '1 / a == 1', 'a == 1')).toEqual(['00', '10', '11']);
  });
});

describe('a class is no smaller than what is asked', () => {
  test('of conditions as a whole', async () => {
    expect(await answers('gift: boolean total: decimal', 'gift and total > 100')).toEqual(['0', '1']);
    expect(await answers('gift: boolean total: decimal', 'gift and total > 100', 'gift')).toEqual(['00', '01', '11']);
  });

  test('of all services, by reactions to it', async () => {
    const model = await parseOne(`
      event A { key id: uuid gift: boolean @min(0) @max(2) n: int }
      event B { key id: uuid gift: boolean @min(0) @max(2) n: int }
      event X { key id: uuid }
      actor User { emits A, B receives X }
      service S { state kept: 0..3  one: on A when n > kept -> X }
      service R { one: on A and B when A.gift == B.gift -> X }
      service Q { state kept: 0..3  one: on A and B within 1m else set kept = A.n -> set kept = B.n }`);
    // `n` is compared with a state, and `gift` with another message: each value counts.
    expect(payloadClassesOf(model, 'A').map(({ words }) => words.join(', '))).toEqual(
      ['gift', 'not gift'].flatMap(gift => [0, 1, 2].map(n => `n == ${n}, ${gift}`)).sort(),
    );
    expect(payloadClassesOf(model, 'B')).toHaveLength(6);
    expect(payloadClassesOf(model, 'X')).toHaveLength(1);
  });

  test('and they are sixteen at most: what is asked beyond goes either way', async () => {
    const fields = Array.from({ length: 6 }, (_, index) => `f${index}: boolean`);
    const found = await answers(fields.join(' '), ...fields.map((_, index) => `f${index}`));
    expect(found).toHaveLength(16);
    expect(new Set(found.map(one => one.slice(4)))).toEqual(new Set(['??']));
  });

  test('also of conditions that are too deep to be told in words', async () => {
    const long = (name: string): string => `${name}${' + 1'.repeat(30)} > 5`;
    expect(await answers('a: int b: int', long('a'), long('b'), long('a'))).toEqual(['000', '010', '101', '111']);
  });
});

/** What it says is so of the answers to all of these conditions. */
function textOf(conditions: readonly Expression[]): string {
  return conditions.map(condition => expressionText(condition)).join('; ');
}

const models = howMany({ usual: 200, all: 3000 });
const some = fc.array(conditionsOver(fc.oneof(simple, related)), { minLength: 1, maxLength: 4 });

describe('against the evaluator of checks and runs', () => {
  test('each payload is in a class that answers as it does', () => {
    let decided = 0;
    fc.assert(
      fc.property(some, fc.array(carried, { minLength: 20, maxLength: 20 }), (conditions, payloads) => {
        const classes = payloadClassesOf(asking(conditions), 'A');
        const known = classes.map(payload => conditions.map(condition => answer(condition, payload)));
        for (const payload of payloads) {
          const truths = conditions.map(condition => truthIn(condition, payload));
          const isIn = known.some(one =>
            one.every(
              (letter, index) => letter === '?' || truths[index] === undefined || (letter === '1') === truths[index],
            ),
          );
          expect(isIn, `${textOf(conditions)}: ${truths.join()}`).toBe(true);
        }
        decided += known.flat().filter(letter => letter !== '?').length / known.flat().length;
      }),
      drawn(21, models),
    );
    // Where all is open, nothing was compared.
    expect(decided).toBeGreaterThan(shareOf(models, 0.7));
  });

  test('of fields that are only compared with constants, each class has a payload', () => {
    fc.assert(
      fc.property(fc.array(conditionsOver(simple), { minLength: 1, maxLength: 4 }), carried, (conditions, payload) => {
        const wrong = payloadClassesOf(asking(conditions), 'A').flatMap(one => {
          const inClass = withSamples(payload, one.samples);
          return conditions.filter(condition => {
            const [letter, truth] = [answer(condition, one), truthIn(condition, inClass)];
            return letter !== '?' && truth !== undefined && (letter === '1') !== truth;
          });
        });
        expect(textOf(wrong)).toBe('');
      }),
      drawn(22, models),
    );
  });

  test('no two classes answer alike, and they are not too many', () => {
    fc.assert(
      fc.property(some, conditions => {
        const classes = payloadClassesOf(asking(conditions), 'A');
        const known = classes.map(payload => conditions.map(condition => answer(condition, payload)).join(''));
        expect(new Set(known).size, textOf(conditions)).toBe(known.length);
        expect(known.length).toBeLessThanOrEqual(16);
      }),
      drawn(23, models),
    );
  });
});
