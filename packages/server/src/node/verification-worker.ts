/** The thread that verifies. It gives way to the one that answers the keyboard. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { verifyTask } from '@choreo/analysis/verification';
import { serveVerifications } from './serve-verifications.ts';

// Elsewhere it would be the priority of the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Then they share alike.
  }
}

if (parentPort) serveVerifications(parentPort, { task: verifyTask, now: () => performance.now() });
