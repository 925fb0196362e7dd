/** Verifies what holds on all runs of a choreography. */
export * from './verdict.ts';
export type { Bound } from './bound.ts';
export type { OpenCondition } from '../runs/program/open-conditions.ts';
export { haveOneCause } from './one-cause.ts';
export { verify, verifyTask } from './verify.ts';
