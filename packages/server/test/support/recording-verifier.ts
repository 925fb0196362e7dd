/** Verifies as another does, and remembers what it was asked: how a test knows that nothing was verified. */
import type { RunningVerification, VerificationJob, Verifier } from '../../src/verification/verifier.ts';

export class RecordingVerifier implements Verifier {
  readonly #verifier: Verifier;
  readonly #asked: VerificationJob[];

  constructor(verifier: Verifier, asked: VerificationJob[]) {
    this.#verifier = verifier;
    this.#asked = asked;
  }

  start(job: VerificationJob, onProgress: Parameters<Verifier['start']>[1]): RunningVerification {
    this.#asked.push(job);
    return this.#verifier.start(job, onProgress);
  }

  dispose(): void {
    this.#verifier.dispose();
  }
}
