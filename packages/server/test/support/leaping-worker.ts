/** The same with a clock that has gone on by 0.4 s whenever somebody looks: what depends on time comes after so many pieces. */
import { parentPort } from 'node:worker_threads';
import { serveVerifications } from '../../src/node/serve-verifications.ts';
import { endlessTask } from './endless.ts';

let now = 0;
if (parentPort) serveVerifications(parentPort, { task: endlessTask, now: () => (now += 400) });
