import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn } from '../../model/test/randomness.ts';
import { sha256 } from '../src/output/sha256.ts';

test('it is SHA-256, whatever the length', () => {
  for (let length = 0; length < 200; length++)
    expect(sha256('x'.repeat(length)), String(length)).toBe(hash('x'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(sha256(text)).toBe(hash(text));
    }),
    drawn(1),
  );
});

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
