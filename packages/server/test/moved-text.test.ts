/** Places of an older text: what is moved always stands on the words it stood on. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choreography, Position, Span } from '@choreo/model';
import { checkTexts } from '@choreo/language';
import { drawn } from '../../model/test/randomness.ts';
import { moveBetween } from '../src/verification/moved-text.ts';
import { relocated, relocationBetween } from '../src/verification/same-model.ts';

const uri = 'file:///a.choreo';

function wordsOf(text: string): readonly Span[] {
  return text.split('\n').flatMap((line, number) =>
    [...line.matchAll(/\w+/g)].map(({ index, 0: word }) => ({
      uri,
      range: { start: { line: number, character: index }, end: { line: number, character: index + word.length } },
    })),
  );
}

function textAt(text: string, { range }: Span): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return text.slice(offset(range.start), offset(range.end));
}

const words = fc.array(fc.constantFrom('on', 'A', 'B', 'Ab', '->', '\n', '  ', '{', '}'), { maxLength: 30 });
const texts = words.map(parts => parts.join(' '));

describe('places of a text that was edited', () => {
  test('are on the same words, or nowhere', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(12), texts, (before, at, removed, inserted) => {
        const start = at % (before.length + 1);
        const after = before.slice(0, start) + inserted + before.slice(start + removed);
        const move = moveBetween(new Map([[uri, before]]), () => after);
        return wordsOf(before).every(span => {
          const moved = move(span);
          return !moved || textAt(after, moved) === textAt(before, span);
        });
      }),
      drawn(1, 2000),
    );
  });

  test('outside of the edit are kept', () => {
    const before = 'one two three\nfour five\nsix';
    const after = 'one two\n\nand three\nfour five\nsix';
    const move = moveBetween(new Map([[uri, before]]), () => after);
    const kept = wordsOf(before).map(span => {
      const moved = move(span);
      return moved && textAt(after, moved);
    });
    expect(kept).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
  });

  test('in a word that has grown are gone', () => {
    const move = moveBetween(new Map([[uri, 'on Shipped']]), () => 'on Shippedd');
    expect(wordsOf('on Shipped').map(span => move(span) !== undefined)).toEqual([true, false]);
  });

  test('of a file that is gone are gone', () => {
    const move = moveBetween(new Map([[uri, 'on']]), () => undefined);
    expect(wordsOf('on').map(move)).toEqual([undefined]);
  });
});

describe('two models', () => {
  const model = async (text: string): Promise<Choreography> => {
    const [checked] = await checkTexts([{ uri, text }]);
    if (!checked) throw new Error('There is no choreography');
    return checked.choreography;
  };
  const text = 'event A { key id: uuid }\nevent B\nactor U { emits A }\nservice S { a: on A -> B | nothing }\n';

  test('that differ in comments and layout say the same, and each place is found in the other', async () => {
    const before = await model(text);
    const laidOut = text.replaceAll(' { ', ' {\n  // Here.\n  ').replace('event B', '/** It is. */\nevent B');
    const after = await model(laidOut);
    const relocation = relocationBetween(before, after);
    expect(relocation && relocated(before.participants, relocation)).toEqual(after.participants);
    expect(relocation && relocated(before.messages[0], relocation)).toEqual(after.messages[0]);
  });

  test.each([
    ['another name', text.replaceAll('B', 'C')],
    ['another alternative', text.replace(' | nothing', '')],
    ['something more', `${text}event C`],
    ['another multiplicity', text.replace('emits A', 'emits A?')],
  ])('with %s do not', async (_, other) => {
    expect(relocationBetween(await model(text), await model(other))).toBeUndefined();
  });
});
