/** The thread that verifies. It gives way to the one that answers the keyboard. */
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { verifyTask } from '@choreo/analysis';
import type { Choreography } from '@choreo/model';
import { drive } from '../verification/drive.ts';
import { stoppedByHand } from '../verification/verifier.ts';
import { goOn } from './verification-messages.ts';
import type { FromWorker, ToWorker } from './verification-messages.ts';

// Elsewhere it would be the priority of the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Then they share alike.
  }
}

let received: Partial<Choreography> = {};

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'part') {
    received = joined(received, message.part);
    return;
  }
  const choreography = received as Choreography;
  received = {};
  verify(choreography, message);
});

function verify(choreography: Choreography, request: Extract<ToWorker, { kind: 'verify' }>): void {
  const { job, options, timeout, signal } = request;
  const start = performance.now();
  try {
    const pieces = drive(verifyTask(choreography, options), {
      timeout,
      now: () => performance.now(),
      stopReason: () => (Atomics.load(signal, 0) === goOn ? undefined : stoppedByHand),
      onProgress: progress => send({ kind: 'progress', job, progress }),
    });
    let piece = pieces.next();
    while (!piece.done) piece = pieces.next();
    send({ kind: 'verified', job, verification: piece.value, milliseconds: performance.now() - start });
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // Arrays beyond what the machine has are refused by a RangeError of this name.
    const outOfMemory = error instanceof RangeError && error.message.startsWith('Array buffer allocation failed');
    send({ kind: 'failed', job, message, outOfMemory });
  }
}

function joined(before: Partial<Choreography>, part: Partial<Choreography>): Partial<Choreography> {
  return {
    ...before,
    ...part,
    ...(before.messages && part.messages ? { messages: [...before.messages, ...part.messages] } : {}),
    ...(before.participants && part.participants
      ? { participants: [...before.participants, ...part.participants] }
      : {}),
  };
}

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}
