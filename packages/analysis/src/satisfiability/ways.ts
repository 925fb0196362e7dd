/** The outcomes that a reaction can have, each with the conditions that hold when it happens. */
import type { Expression, Outcome, Reaction } from '@choreo/model';
import { leavesIn } from '../expressions/leaves.ts';
import type { Ask } from './conditions.ts';

export interface Way {
  readonly outcome: Outcome;
  readonly asks: readonly Ask[];
  /** What leads to it: the delivery of a message, the timeout of a join, or a delivery that nothing takes. */
  readonly on: 'delivery' | 'timeout' | 'refusal';
}

export function waysOf(reaction: Reaction): readonly Way[] {
  const { guard, body, within, atMost, retry } = reaction;
  const given: readonly Ask[] = guard && holdsWhenFired(reaction, guard) ? [[guard, true]] : [];
  const ways: Way[] = [];
  switch (body.kind) {
    case 'sink':
      break;
    case 'outcome':
      ways.push({ outcome: body.outcome, asks: given, on: 'delivery' });
      break;
    case 'branches': {
      const passed: Ask[] = [];
      for (const { guard: own, outcome } of body.branches) {
        ways.push({ outcome, asks: [...given, ...passed, ...(own ? [[own, true] as const] : [])], on: 'delivery' });
        if (own) passed.push([own, false]);
      }
      if (body.retry?.bound)
        ways.push({ outcome: body.retry.bound.otherwise, asks: [...given, ...passed], on: 'refusal' });
      break;
    }
    default:
      return body satisfies never;
  }
  if (within) ways.push({ outcome: within.otherwise, asks: [], on: 'timeout' });
  if (atMost) ways.push({ outcome: atMost.otherwise, asks: given, on: 'delivery' });
  if (retry?.bound) ways.push({ outcome: retry.bound.otherwise, asks: guard ? [[guard, false]] : [], on: 'refusal' });
  return ways;
}

/** All conditions of a reaction. */
export function conditionsOf({ guard, body }: Reaction): readonly Expression[] {
  const branches = body.kind === 'branches' ? body.branches : [];
  return [...(guard ? [guard] : []), ...branches.flatMap(branch => branch.guard ?? [])];
}

/**
 * False for a join's guard that reads fields and states: it is evaluated when the message with the fields arrives, and the
 * states may have changed by the time when all messages are there.
 */
export function holdsWhenFired({ trigger }: Reaction, guard: Expression): boolean {
  if (trigger.kind !== 'all') return true;
  const kinds = new Set(Array.from(leavesIn(guard), ({ kind }) => kind));
  return !(kinds.has('field') && kinds.has('state'));
}
