/** The expected texts of the pictures. Record with `UPDATE_GOLDEN=1`. */
import { describe, expect, test } from 'vitest';
import { expectGolden } from './support/golden.ts';
import { pictures } from './support/pictures.ts';

describe('golden pictures', () => {
  const all = [...pictures()];
  test('there are some', () => expect(all.length).toBeGreaterThan(5));
  test.each(all)('%s', (name, diagram) => expectGolden(`${name}.mmd`, diagram.text));
});
