/** What holds of all runs of a choreography. */
export * from './verdict.ts';
export type { Bound } from './bound.ts';
export { verify, verifyTask } from './verify.ts';
