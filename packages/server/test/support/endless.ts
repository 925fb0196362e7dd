/** A verification that ends only when it is told to, as long as the test wants it to last. */
import { verifyTask } from '@choreo/analysis/verification';
import type { VerifyOptions, VerifyTask } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';

/** Of a choreography called `Endless`; any other is verified as ever. What is known in the end is what the verifier then says. */
export function* endlessTask(choreography: Choreography, options: VerifyOptions): VerifyTask {
  const task = verifyTask(choreography, options);
  if (choreography.name !== 'Endless') return yield* task;
  let piece = task.next();
  if (piece.done) throw new Error('It is too small for anyone to stop it.');
  for (let states = 1; ; states++) {
    const stop = yield { ...piece.value, states };
    if (!stop) continue;
    while (!piece.done) piece = task.next(stop);
    return piece.value;
  }
}
