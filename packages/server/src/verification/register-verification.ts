/** Adds verification, runs and the simulator to the server. */
import type { RequestHandlers } from '../start-server.ts';
import { registerRuns } from '../runs/run-requests.ts';
import { registerSimulation } from '../runs/simulation-requests.ts';
import { registerVerification } from './verification-requests.ts';
import type { Verifier } from './verifier.ts';
import { Verifications } from './verifications.ts';
import type { VerificationTimes } from './verifications.ts';

export function verifyWith(verifier: Verifier, times: Partial<VerificationTimes> = {}): RequestHandlers {
  return (connection, services) => {
    const verifications = new Verifications(services, verifier, times);
    registerVerification(connection, services, verifications);
    registerRuns(connection, services, verifications);
    registerSimulation(connection, services, verifications);
  };
}
