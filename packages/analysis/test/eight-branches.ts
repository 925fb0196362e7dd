/** A case that takes a full search long: eight parallel branches, and a join of all. */
import type { Choreography } from '@choreo/model';
import { choreography, participant } from './build.ts';

const branches = [1, 2, 3, 4, 5, 6, 7, 8];

export function eightBranches(): Choreography {
  return choreography([
    participant('User', { kind: 'actor', emits: ['Start'], receives: ['Done'] }),
    ...branches.flatMap(number => [
      participant(`S${number}`, {
        reactions: [
          { on: 'Start', to: `P${number}` },
          { on: `Q${number}`, to: `B${number}` },
        ],
      }),
      participant(`T${number}`, { reactions: [{ on: `P${number}`, to: `Q${number}` }] }),
    ]),
    participant('J', { reactions: [{ on: branches.map(number => `B${number}`).join(' and '), to: 'Done' }] }),
  ]);
}
