/** Verifies in the same thread, in small pieces, if there are no worker threads. */
import { verifyTask } from '@choreo/analysis/verification';
import { drive } from './drive.ts';
import { stoppedByHand } from './verifier.ts';
import type { RunningVerification, VerificationJob, VerificationOutcome, Verifier } from './verifier.ts';

export class InProcessVerifier implements Verifier {
  start(job: VerificationJob, onProgress: Parameters<Verifier['start']>[1]): RunningVerification {
    let stopped = false;
    let abandoned = false;
    const run = async (): Promise<VerificationOutcome> => {
      const start = performance.now();
      const pieces = drive(verifyTask(job.choreography, job.options), {
        timeout: job.timeout,
        now: () => performance.now(),
        stopReason: () => (stopped ? stoppedByHand : undefined),
        onProgress,
      });
      for (let piece = pieces.next(); ; piece = pieces.next()) {
        if (piece.done) return { kind: 'verified', verification: piece.value, milliseconds: performance.now() - start };
        await new Promise(resolve => setTimeout(resolve));
        if (abandoned) return { kind: 'failed', reason: 'it was abandoned' };
      }
    };
    return {
      ended: run().catch((error: unknown) => {
        console.error(error);
        return { kind: 'failed', reason: 'the verifier failed because of a fault in Choreo' };
      }),
      stop: () => void (stopped = true),
      abandon: () => void (abandoned = true),
    };
  }

  dispose(): void {}
}
