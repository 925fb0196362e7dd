/** All questions that one verification asks. */
import type { Choreography } from '@choreo/model';
import { messageGraphOf } from '../graph/message-graph.ts';
import type { Program } from '../runs/program/program.ts';
import { statusOf } from './bound.ts';
import { flowSpan } from './claim.ts';
import type { Claim } from './claim.ts';
import type { Context } from './question.ts';
import { flowClaims } from './questions/flow.ts';
import type { OrderDependence } from './questions/order-dependent-outcome.ts';
import { sentenceClaims } from './questions/properties.ts';
import { exitClaims } from './questions/repeated-exit.ts';
import type { Verdict, VerificationCode } from './verdict.ts';

export function claimsOf(program: Program): readonly Claim[] {
  return Array.from({ length: program.cases }, (_, index) => [
    ...flowClaims(program, index),
    ...exitClaims(program, index),
    ...sentenceClaims(program, index),
  ]).flat();
}

/** Codes that always have a verdict; the others have one for each sentence or scenario. */
export function isAboutFlow(code: VerificationCode, choreography: Choreography): boolean {
  switch (code) {
    case 'property-violated':
    case 'compensation-lost':
    case 'compensation-early':
    case 'scenario-failed':
      return false;
    case 'incomplete-flow':
      return messageGraphOf(choreography).exits.size > 0;
    case 'competing-services':
      return choreography.properties.some(({ sentences }) => sentences.some(({ kind }) => kind === 'excludes'));
    default:
      return true;
  }
}

export function nothingFound(code: VerificationCode, context: Context, order: OrderDependence | undefined): Verdict {
  const { main, bound, plainBound, states } = context;
  const span = flowSpan(main.program.choreography);
  const base = { code, span, about: [], subject: { kind: 'none' }, states } as const;
  switch (code) {
    case 'order-dependent-outcome':
      if (order?.kind === 'unknown') return { ...base, status: 'bounded', bound: order.bound };
      return { ...base, ...statusOf(plainBound) };
    case 'repeated-exit':
      return { ...base, ...statusOf(plainBound) };
    default:
      return { ...base, ...statusOf(bound) };
  }
}
