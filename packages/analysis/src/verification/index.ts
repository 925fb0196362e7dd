/** Verifies what holds on all runs of a choreography. */
export * from './verdict.ts';
export { isLimit } from './bound.ts';
export type { Bound } from './bound.ts';
export type { End, Ends, OtherEnds } from './ends/ends.ts';
export { EndRuns } from './ends/end-runs.ts';
export type { OpenCondition } from '../runs/program/open-conditions.ts';
export { haveOneCause } from './one-cause.ts';
export { verify, verifyTask } from './verify.ts';
