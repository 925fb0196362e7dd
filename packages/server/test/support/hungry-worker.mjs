/** A worker that takes more memory than it may. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ kind }) => {
  if (kind !== 'verify') return;
  const kept = [];
  for (;;) kept.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
});
