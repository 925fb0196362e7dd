/** Whatever the text: formatting it again changes nothing, and neither a word, nor a comment, nor the model changes. */
import { checkTexts, formatText } from '@choreo/language';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn } from '../../../model/test/randomness.ts';
import { draws, drawing, mistyped, models, rebroken, respaced, wordsOf } from './models.ts';

const model = fc.constantFrom(...models);

/** The models of a text, without places. */
async function meaningOf(text: string): Promise<string> {
  const checked = await checkTexts([{ uri: 'file:///w/model.choreo', text }]);
  return JSON.stringify(
    checked.map(({ choreography }) => choreography),
    (key, value: unknown) => (key === 'span' || key.endsWith('Span') || key === 'range' ? undefined : value),
  );
}

function expectSettled(text: string): string {
  const once = formatText(text).text;
  expect(wordsOf(once)).toEqual(wordsOf(text));
  expect(formatText(once).text).toBe(once);
  return once;
}

test('every model of the repository keeps its words and its meaning', async () => {
  for (const text of models) expect(await meaningOf(expectSettled(text))).toBe(await meaningOf(text));
});

test('spaces, tabs and further blank lines make no difference', () => {
  fc.assert(
    fc.property(model, draws, (text, random) => {
      const draw = drawing([' ', '  ', '\t', '\t  '], random);
      const other = respaced(text, gap => {
        const lines = gap.split('\n').length - 1;
        if (gap === '') return '';
        return lines === 0 ? draw() : draw() + '\n'.repeat(lines > 1 ? lines + 1 : 1) + draw();
      });
      expect(expectSettled(other)).toBe(formatText(text).text);
    }),
    drawn(700, 40),
  );
});

test('lines that end in two characters keep them', () => {
  for (const text of models.slice(0, 20)) {
    const other = text.replaceAll('\n', '\r\n');
    expect(expectSettled(other)).toBe(formatText(text).text.replaceAll('\n', '\r\n'));
  }
});

test('line breaks anywhere, and none', async () => {
  await fc.assert(
    fc.asyncProperty(model, draws, async (text, random) => {
      const other = rebroken(text, random);
      expect(await meaningOf(expectSettled(other))).toBe(await meaningOf(other));
    }),
    drawn(701, 30),
  );
});

test('all on one line', () => {
  for (const text of models) {
    const other = respaced(text, (gap, before) => (before.startsWith('//') ? '\n' : gap && ' '));
    expectSettled(other);
  }
});

test('texts with syntax errors', () => {
  fc.assert(
    fc.property(model, draws, fc.boolean(), (text, random, isRebroken) => {
      expectSettled(mistyped(isRebroken ? rebroken(text, random) : text, random));
    }),
    drawn(702, 80),
  );
});

test('words in any order', () => {
  const words = models.flatMap(text => wordsOf(text));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), draws, (some, random) => {
      const draw = drawing([' ', ' ', '\n', '\n  '], random);
      expectSettled(some.map(word => word + (word.startsWith('//') ? '\n' : draw())).join(''));
    }),
    drawn(703, 200),
  );
});
