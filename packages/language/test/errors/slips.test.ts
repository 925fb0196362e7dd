/** Every token of the examples left out, and exchanged with the next: one slip is one error, on the declaration of the slip. */
import { describe, expect, test } from 'vitest';
import { examples, measured } from './measure-slips.ts';

const texts = examples().map(([name, text]) => ({
  name,
  tried: measured(text, ({ what }) => what.startsWith('without') || what.includes('before')),
}));

test('a slip has little more than one error on average', () => {
  const broken = texts.flatMap(({ tried }) => tried).filter(({ errors }) => errors.length > 0);
  const count = broken.reduce((sum, { errors }) => sum + errors.length, 0);
  expect(broken.length).toBeGreaterThan(4_500);
  expect(count / broken.length).toBeLessThan(1.01);
});

describe.each(texts)('$name', ({ tried }) => {
  // Without exceptions: what is noticed further below, such as a brace that was left out, is found where it is.
  test('no error is on another declaration than its slip', () => {
    const wrong = tried.filter(({ elsewhere }) => elsewhere.length > 0);
    expect(
      wrong.map(({ slip, elsewhere }) => `${slip.what}: ${elsewhere.map(({ message }) => message).join(' ')}`),
    ).toEqual([]);
  });
});
