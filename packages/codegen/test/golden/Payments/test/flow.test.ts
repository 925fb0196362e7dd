/** An example to start from. Choreo wrote this file once; now it is yours. */
import { expect, test } from 'vitest';
import { demo } from '../src/demo/demo.gen.ts';

test('the flow runs without dead letters', async () => {
  const flow = await demo();
  expect(flow.deadLetters).toEqual([]);
  expect(flow.events).not.toEqual([]);
});

test('no message is handled twice, in any order of delivery', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const flow = await demo({ seed, unordered: true, duplicates: true, races: true, optional: 'random' });
    expect(flow.deadLetters, `seed ${seed}`).toEqual([]);
    expect(flow.deliveries.dropped, `seed ${seed}`).toBe(flow.deliveries.redelivered);
  }
});

test('the same seed gives the same flow', async () => {
  const options = { seed: 7, unordered: true, duplicates: true, races: true, optional: 'random' } as const;
  expect(await demo(options)).toEqual(await demo(options));
});
