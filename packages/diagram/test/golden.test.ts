/** The texts of the pictures, as they are meant to be. Record with `UPDATE_GOLDEN=1`. */
import { describe, expect, test } from 'vitest';
import { expectGolden } from './support/golden.ts';
import { pictures } from './support/pictures.ts';

describe('golden pictures', () => {
  const all = [...pictures()];
  test('there are some', () => expect(all.length).toBeGreaterThan(5));
  test.each(all)('%s', (name, diagram) => expectGolden(`${name}.mmd`, diagram.text));
});
