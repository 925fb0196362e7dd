/** The work of the checks is proportional to the size of the model. */
import { expect, test } from 'vitest';
import type { Choreography } from '@choreo/model';
import { growthOf } from '../../model/test/work.ts';
import { findingsOf } from '../src/checks/all-checks.ts';
import { binary, choreography, number, participant, set, state } from './build.ts';

/** Services of ten reactions each, passing messages on to the next, with joins, guards, a state and some loops back. */
function large(services: number): Choreography {
  const all = Array.from({ length: services }, (_, i) =>
    participant(`S${i}`, {
      states: { tries: { kind: 'range', min: 0, max: 3 } },
      reactions: [
        { on: `M${i}`, to: `A${i} & B${i} | C${i}` },
        { on: `A${i}`, to: `D${i}` },
        { on: `B${i}`, to: `E${i}` },
        { on: `D${i} and E${i}`, to: `M${i + 1}`, within: `T${i}` },
        {
          on: `C${i}`,
          to: `F${i}`,
          guard: binary(state('tries'), '<', number(3)),
          sets: [set('tries', binary(state('tries'), '+', number(1)))],
        },
        { on: `F${i}`, label: 'again', to: `C${i}` },
        { on: `T${i}`, to: `G${i}` },
        { on: `G${i}`, to: `H${i}` },
        { on: `X${i}`, to: `Y${i}` },
        { on: `Y${i}`, to: `Z${i}` },
      ],
    }),
  );
  return choreography([participant('U', { kind: 'actor', emits: ['M0'] }), ...all]);
}

test('twice as large is twice the work', async () => {
  // Quadratic work would be four times as much; sorting is a little more than twice.
  expect(await growthOf(50, large, model => findingsOf(model))).toBeLessThan(2.3);
});

test('10 000 reactions', () => {
  const found = findingsOf(large(1000));
  expect(found.filter(({ code }) => code === 'event-cycle')).toHaveLength(1000);
  expect(found.filter(({ code }) => code === 'never-emitted')).toHaveLength(1000);
  expect(found.filter(({ code }) => code === 'unreachable-reaction')).toHaveLength(1000);
});
