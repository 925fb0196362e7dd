/** The thread that verifies, with work that does not end by itself. */
import { parentPort } from 'node:worker_threads';
import { serveVerifications } from '../../src/node/serve-verifications.ts';
import { endlessTask } from './endless.ts';

/** Goes on by a quarter of a second whenever somebody looks, so that progress is told, but stops before the time is up. */
let now = 0;
let standstill = 0;

if (parentPort) {
  serveVerifications(parentPort, {
    task: (choreography, options) => {
      standstill = now + 2_000;
      return endlessTask(choreography, options);
    },
    now: () => (now < standstill ? (now += 250) : now),
  });
}
