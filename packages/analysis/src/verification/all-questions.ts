/** All questions that one verification asks. Each question has its own file, and is listed only here. */
import type { Program } from '../runs/program/program.ts';
import type { Claim } from './claim.ts';
import type { Question } from './question.ts';
import { competingServices } from './questions/competing-services.ts';
import { deadAlternative } from './questions/dead-alternative.ts';
import { incompleteFlow } from './questions/incomplete-flow.ts';
import { lateTimeout } from './questions/late-timeout.ts';
import { livelock } from './questions/livelock.ts';
import { lossChangesOutcome } from './questions/loss-changes-outcome.ts';
import { noInstance } from './questions/no-instance.ts';
import { orderDependentOutcome } from './questions/order-dependent-outcome.ts';
import { properties } from './questions/properties.ts';
import { redeliveryChangesOutcome } from './questions/redelivery-changes-outcome.ts';
import { repeatedExit } from './questions/repeated-exit.ts';
import { stuckJoin } from './questions/stuck-join.ts';
import { stuckRetry } from './questions/stuck-retry.ts';
import { vacuousSentence } from './questions/vacuous-sentence.ts';
import { unboundedMessages } from './questions/unbounded-messages.ts';

export const questions: readonly Question[] = [
  incompleteFlow,
  livelock,
  stuckJoin,
  noInstance,
  stuckRetry,
  repeatedExit,
  properties,
  vacuousSentence,
  deadAlternative,
  unboundedMessages,
  orderDependentOutcome,
  competingServices,
  lateTimeout,
  redeliveryChangesOutcome,
  lossChangesOutcome,
];

export function claimsOf(program: Program, asked: readonly Question[]): readonly Claim[] {
  return Array.from({ length: program.cases }, (_, index) =>
    asked.flatMap(({ claims }) => claims?.(program, index) ?? []),
  ).flat();
}
