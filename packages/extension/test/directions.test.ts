/** The direction that the user chooses belongs to one choreography. */
import { expect, test } from 'vitest';
import { createDirections } from '../src/preview/directions.ts';

/** As VS Code keeps it for a workspace: whatever was put in, by whichever version. */
function memoryOf(kept: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string): T | undefined => values.get(key) as T | undefined,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

test('each choreography has its own', async () => {
  const directions = createDirections(memoryOf());
  await directions.remember('one', 'LR');
  expect(directions.of('one')).toBe('LR');
  expect(directions.of('other')).toBeUndefined();
  await directions.remember('other', 'TB');
  expect(directions.of('one')).toBe('LR');
});

test('outlives the window', async () => {
  const memory = memoryOf();
  await createDirections(memory).remember('one', 'LR');
  expect(createDirections(memory).of('one')).toBe('LR');
});

test.each([undefined, null, 'LR', { one: 'up' }, { one: 7 }])('%o says nothing', kept => {
  const directions = createDirections(memoryOf({ 'choreo.preview.directions': kept }));
  expect(directions.of('one')).toBeUndefined();
  expect(directions.of('constructor')).toBeUndefined();
});
