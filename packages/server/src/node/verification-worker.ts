/** The entry point of the verification thread. It has a lower priority than the thread that answers the editor. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { verifyTask } from '@choreo/analysis/verification';
import { serveVerifications } from './serve-verifications.ts';

// On other systems this would set the priority of the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Without permission, both threads keep the same priority.
  }
}

if (parentPort) serveVerifications(parentPort, { task: verifyTask, now: () => performance.now() });
