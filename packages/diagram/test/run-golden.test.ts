/** The expected texts of the pictures of runs. Record with `UPDATE_GOLDEN=1`. */
import { describe, expect, test } from 'vitest';
import { expectGolden } from './support/golden.ts';
import { runPictures } from './support/run-pictures.ts';

describe('golden pictures of runs', () => {
  const all = [...runPictures()];
  test('there are some', () => expect(all.length).toBeGreaterThan(9));
  test.each(all)('%s', (name, diagram) => expectGolden(`${name}.mmd`, diagram.text));
});
