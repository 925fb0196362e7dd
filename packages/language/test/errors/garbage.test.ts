/** Whatever the text: reading it never throws, takes work in proportion, and every finding stands inside of it. */
import { readFileSync } from 'node:fs';
import { checkTexts } from '@choreo/language';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawn } from '../../../model/test/randomness.ts';
import { growthOf } from '../../../model/test/work.ts';

const example = (path: string): string =>
  readFileSync(new URL(`../../../../examples/${path}`, import.meta.url), 'utf8');
const valid = [
  example('order-fulfilment/order-fulfilment.choreo'),
  example('travel-booking/promises.choreo'),
  example('eshop/ordering.choreo'),
];

async function expectSurvival(...texts: readonly string[]): Promise<void> {
  const checked = await checkTexts(texts.map((text, i) => ({ uri: `file:///w/${i}.choreo`, text })));
  const lines = new Map(texts.map((text, i) => [`file:///w/${i}.choreo`, text.split(/\r\n|\n|\r/)]));
  for (const { diagnostics, choreography } of checked) {
    JSON.stringify(choreography);
    for (const { message, span } of diagnostics) {
      expect(message).not.toMatch(/undefined|\[object|NaN/);
      const { start: from, end } = span.range;
      const last = lines.get(span.uri) ?? [];
      expect(from.line < last.length && end.line < last.length).toBe(true);
      expect(end.line > from.line || end.character >= from.character).toBe(true);
      expect(end.character).toBeLessThanOrEqual(last[end.line]?.length ?? 0);
    }
  }
}

const words = fc.constantFrom(
  ...`event command type enum service external actor channel property scenario on when and or not in set cancel after
    within else at most times by idempotent every emits receives state boolean nothing choreography uses extends key map
    int given choose expect before never carries delivery at-least-once ordered leads to x A B -> | & { } ( ) [ ] : , . ..
    ? * + = == < @ - / "text" " /* */ // /** 30m 3 0.5 💥 é ' \` \\`.split(/\s+/),
  '\n',
  '\r\n',
  '\u2028',
  '\0',
);

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(fc.constant(''), words, fc.string({ maxLength: 6, unit: 'binary' })),
});

const edited = (text: string, edits: readonly { at: number; remove: number; insert: string }[]): string =>
  edits.reduce((current, { at, remove, insert }) => {
    const place = Math.floor(at * current.length);
    return current.slice(0, place) + insert + current.slice(place + remove);
  }, text);

describe('reading expectSurvival', () => {
  test('random edits of valid texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 6 }), (text, edits) =>
        expectSurvival(edited(text, edits)),
      ),
      drawn(20, 30),
    );
  });

  test('valid texts cut off anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...valid), fc.double({ min: 0, max: 1, noNaN: true }), (text, at) =>
        expectSurvival(text.slice(0, Math.floor(at * text.length))),
      ),
      drawn(21, 60),
    );
  });

  test('any words of the language in any order, over several files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(words, { maxLength: 60 }), { minLength: 1, maxLength: 3 }), files =>
        expectSurvival(...files.map(file => file.join(' '))),
      ),
      drawn(22, 100),
    );
  });

  test('any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 400, unit: 'binary' }), text => expectSurvival(text)),
      drawn(23, 100),
    );
  });
});

const nested: readonly (readonly [what: string, make: (n: number) => string])[] = [
  ['parentheses', n => `event A { x: int } service S { on A when ${'('.repeat(n)}x${')'.repeat(n)} == 1 }`],
  ['negations', n => `event A { x: boolean } service S { on A when ${'not '.repeat(n)}x }`],
  ['signs', n => `event A { x: int } service S { on A when ${'-'.repeat(n)}x > 1 }`],
  ['maps', n => `event A { x: ${'map<'.repeat(n)}int${'>'.repeat(n)} }`],
  ['dimensions of an array', n => `event A { x: int${'[]'.repeat(n)} }`],
  ['payloads', n => `event A scenario "s" { given A ${'{ a: '.repeat(n)}1${' }'.repeat(n)} }`],
  ['arrays of payloads', n => `event A scenario "s" { given A { a: ${'['.repeat(n)}${']'.repeat(n)} } }`],
  ['given parentheses', n => `event A { x: int } service S { on A -> A { x: ${'('.repeat(n)}x${')'.repeat(n)} } }`],
  ['lists', n => `event A { x: int } service S { on A when ${'x in ['.repeat(n)}1${']'.repeat(n)} }`],
];

const chained: readonly (readonly [what: string, make: (n: number) => string])[] = [
  ['sums', n => `event A { x: int } service S { on A when ${'x + '.repeat(n)}x > 1 }`],
  ['conditions', n => `event A { x: boolean } service S { on A when ${'x and '.repeat(n)}x }`],
  ['assigned sums', n => `event A { x: int } service S { state s: 0..9 on A -> set s = ${'x * '.repeat(n)}x }`],
  ['given sums', n => `event A { x: int } service S { on A -> A { x: ${'x * '.repeat(n)}x } }`],
];

/** What a text can be full of, and how many of it are plenty. */
const growing: readonly (readonly [what: string, size: number, make: (n: number) => string])[] = [
  ['parentheses', 500, n => `event A { x: int } service S { on A when ${'('.repeat(n)}x${')'.repeat(n)} == 1 }`],
  ['events', 200, n => events(n)],
  ['events of a trigger', 100, n => `${events(n)} service S { on ${names(n).join(' or ')} }`],
  ['events of a join', 100, n => `${events(n)} service S { on ${names(n).join(' and ')} }`],
  ['alternatives', 100, n => `${events(n)} service S { on E0 -> ${names(n).join(' | ')} }`],
  ['annotations', 200, n => `${'@a '.repeat(n)} event A`],
  ['open braces', 500, n => '{ '.repeat(n)],
  ['stray signs', 500, n => '; '.repeat(n)],
];

const syntaxErrors = async (text: string): Promise<readonly string[]> => {
  const [checked] = await checkTexts([{ uri: 'file:///w/0.choreo', text }]);
  return (checked?.diagnostics ?? []).flatMap(({ code, message }) => (code === 'syntax-error' ? [message] : []));
};

describe('what is nested', () => {
  test.each(nested)('%s may be 25 deep', async (_, make) => {
    expect(await syntaxErrors(make(25))).toEqual([]);
  });

  test.each(nested)('%s are refused in words where they are deeper than anyone reads', async (_, make) => {
    for (const depth of [40, 10_000]) {
      expect(await syntaxErrors(make(depth))).toEqual([
        'This is nested more than 32 levels deep. Split it up, or give names to its parts.',
      ]);
      await expectSurvival(make(depth));
    }
  });

  test('comparisons do not nest, however many there are', async () => {
    const many = Array.from({ length: 50 }, (_, i) => `r${i}: on A when x < ${i} and x > 3`).join('\n');
    expect(await syntaxErrors(`event A { x: int } service S { ${many} }`)).toEqual([]);
  });
});

describe('what is long', () => {
  test.each(chained)('%s may have 400 parts', async (_, make) => {
    expect(await syntaxErrors(make(400))).toEqual([]);
    await expectSurvival(make(400));
  });

  test.each(chained)('%s are refused in words where they are longer', async (_, make) => {
    expect(await syntaxErrors(make(5_000))).toEqual(['This expression has more than 500 parts. Split it up.']);
  });

  test.each([
    ['a trigger of a thousand events', `${events(1_000)} service S { on ${names(1_000).join(' or ')} }`],
    ['a join of a thousand events', `${events(1_000)} service S { on ${names(1_000).join(' and ')} }`],
    ['a thousand alternatives', `${events(1_000)} service S { on E0 -> ${names(1_000).join(' | ')} }`],
    ['annotations', `${'@a '.repeat(1_000)} event A`],
  ])('%s', async (_, text) => {
    expect(await syntaxErrors(text)).toEqual([]);
    await expectSurvival(text);
  });

  test.each([
    ['open braces', '{ '.repeat(5_000)],
    ['annotations before nothing', '@a '.repeat(5_000)],
    ['stray signs', '; '.repeat(5_000)],
  ])('%s', async (_, text) => {
    await expectSurvival(text);
  });

  test.each(growing)('%s: twice as many are twice the work', async (_, size, make) => {
    const read = (text: string) => checkTexts([{ uri: 'file:///w/0.choreo', text }]);
    // Langium looks for the place of a piece of the text among those beside it.
    expect(await growthOf(size, make, read, 'pieces')).toBeLessThan(2.3);
  });

  test('a cycle of extends', async () => {
    const chain = Array.from({ length: 200 }, (_, i) => `event E${i} extends E${i + 1} { f${i}: int }`).join('\n');
    await expectSurvival(
      `${chain}\nevent E200 extends E0 { last: int }\nservice S { on E0 when f199 > 0 and last == 1 }`,
    );
  });
});

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `E${i}`);
}

function events(count: number): string {
  return names(count)
    .map(name => `event ${name} { key id: uuid }`)
    .join('\n');
}
