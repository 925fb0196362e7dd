/** All that the checks find in a choreography, as one list. */
import type { Choreography } from '@choreo/model';
import { livenessOf } from '../graph/liveness.ts';
import { messageGraphOf } from '../graph/message-graph.ts';
import { findCentralCoordinators } from './coordinators.ts';
import { findCycles } from './cycles.ts';
import { findDeprecatedUses } from './deprecations.ts';
import { findDuplicateNames } from './duplicates.ts';
import { findEventNames } from './event-names.ts';
import type { Finding, FindingCode } from './finding.ts';
import { findGuardOverlaps } from './guard-overlap.ts';
import { findGuardProblems } from './guards.ts';
import { findCommandHandlers, findNeverEmitted, findUnhandledEvents } from './handling.ts';
import { findNotIdempotent } from './idempotency.ts';
import { findJoinsWithoutTimeout } from './joins-without-timeout.ts';
import { findUnkeyedJoins } from './joins.ts';
import { findLostKeys } from './keys/lost-keys.ts';
import { findOrderSensitive } from './ordering/order-sensitivity.ts';
import { findUnreachableReactions } from './reachability.ts';
import { findServiceCycles } from './service-cycles.ts';
import { findSharedEmitters } from './shared-emitters.ts';
import { findTypeErrors } from './types.ts';
import { findUnusedDeclarations, usageOf } from './usage.ts';
import { isFreeOf } from './well-typed.ts';

export interface FindingsOptions {
  /** Whether to look for what is off unless somebody asks for it. */
  readonly isWanted?: (code: FindingCode) => boolean;
  /** Hears of a check that threw, which is a fault of that check; without it the fault goes on upwards. */
  readonly onFault?: (code: FindingCode, error: unknown) => void;
}

/** Never throws, whatever the model, where faults are heard; linear in its size but for sorting. */
export function findingsOf(
  choreography: Choreography,
  { isWanted = () => false, onFault }: FindingsOptions = {},
): readonly Finding[] {
  // Made by the first check that needs it, so that a fault in one is a fault of those checks alone.
  const graph = once(() => messageGraphOf(choreography));
  const liveness = once(() => livenessOf(graph()));
  const usage = once(() => usageOf(choreography));
  const unkeyed = once(() => findUnkeyedJoins(choreography));
  const typeErrors = once(() => findTypeErrors(choreography));
  const isSound = once(() => isFreeOf(typeErrors()));
  const checks: readonly (readonly [FindingCode, () => readonly Finding[]])[] = [
    ['duplicate-name', () => findDuplicateNames(choreography)],
    ['unhandled-event', () => findUnhandledEvents(graph())],
    ['never-emitted', () => findNeverEmitted(graph())],
    ['unused-declaration', () => findUnusedDeclarations(choreography, usage())],
    ['command-handlers', () => findCommandHandlers(choreography, graph(), usage().named)],
    ['unreachable-reaction', () => findUnreachableReactions(graph(), liveness())],
    ['event-cycle', () => findCycles(choreography, graph(), liveness())],
    ['unkeyed-join', unkeyed],
    ['join-without-timeout', () => findJoinsWithoutTimeout(choreography, unkeyed())],
    ['type-mismatch', typeErrors],
    ['guard-never', () => findGuardProblems(choreography, isSound())],
    ['guard-overlap', () => findGuardOverlaps(choreography, isSound())],
    ['key-lost', () => findLostKeys(choreography)],
    ['shared-emitter', () => findSharedEmitters(choreography, graph())],
    ['service-cycle', () => findServiceCycles(choreography, graph())],
    ['order-sensitive', () => findOrderSensitive(choreography, graph(), liveness())],
    ['not-idempotent', () => (isWanted('not-idempotent') ? findNotIdempotent(choreography, graph()) : [])],
    ['central-coordinator', () => findCentralCoordinators(choreography, graph())],
    ['deprecated-use', () => findDeprecatedUses(choreography)],
    ['event-name', () => findEventNames(choreography)],
  ];
  return checks.flatMap(([code, find]) => {
    if (!onFault) return find();
    try {
      return find();
    } catch (error) {
      onFault(code, error);
      return [];
    }
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
