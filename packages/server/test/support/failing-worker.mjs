/** A worker that breaks down on its first task. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ kind }) => {
  if (kind === 'verify') throw new Error('A test makes this worker fail.');
});
