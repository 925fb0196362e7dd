/** Handles the messages to the verification thread. The verifier and the clock are parameters, for tests. */
import type { MessagePort } from 'node:worker_threads';
import type { VerifyOptions, VerifyTask } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';
import { drive } from '../verification/drive.ts';
import { stoppedByHand } from '../verification/verifier.ts';
import { goOn } from './verification-messages.ts';
import type { FromWorker, ToWorker } from './verification-messages.ts';

export interface VerifiesWith {
  readonly task: (choreography: Choreography, options: VerifyOptions) => VerifyTask;
  /** Milliseconds. */
  readonly now: () => number;
}

type Asked = Extract<ToWorker, { kind: 'verify' }>;

export function serveVerifications(port: MessagePort, { task, now }: VerifiesWith): void {
  const send = (message: FromWorker): void => port.postMessage(message);
  let received: Partial<Choreography> = {};

  const verify = (choreography: Choreography, { job, options, timeout, signal }: Asked): void => {
    const start = now();
    try {
      const pieces = drive(task(choreography, options), {
        timeout,
        now,
        stopReason: () => (Atomics.load(signal, 0) === goOn ? undefined : stoppedByHand),
        onProgress: progress => send({ kind: 'progress', job, progress }),
      });
      let piece = pieces.next();
      while (!piece.done) piece = pieces.next();
      send({ kind: 'verified', job, verification: piece.value, milliseconds: now() - start });
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      // V8 reports an array that does not fit into memory by a RangeError with this message.
      const outOfMemory = error instanceof RangeError && error.message.startsWith('Array buffer allocation failed');
      send({ kind: 'failed', job, message, outOfMemory });
    }
  };

  port.on('message', (message: ToWorker) => {
    if (message.kind === 'part') {
      received = joined(received, message.part);
      return;
    }
    const choreography = received as Choreography;
    received = {};
    verify(choreography, message);
  });
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
