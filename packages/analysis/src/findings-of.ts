/** All that the checks find in a choreography, as one list. */
import type { Choreography } from '@choreo/model';
import { findCentralCoordinators } from './checks/coordinators.ts';
import { findCycles } from './checks/cycles.ts';
import { findDeprecatedUses } from './checks/deprecations.ts';
import { findDuplicateNames } from './checks/duplicates.ts';
import { findEventNames } from './checks/event-names.ts';
import { findGuardOverlaps } from './checks/guard-overlap.ts';
import { findGuardProblems } from './checks/guards.ts';
import { findCommandHandlers, findNeverEmitted, findUnhandledEvents } from './checks/handling.ts';
import { findNotIdempotent } from './checks/idempotency.ts';
import { findUnkeyedJoins } from './checks/joins.ts';
import { findLostKeys } from './checks/lost-keys.ts';
import { findOrderSensitive } from './checks/order-sensitivity.ts';
import { findJoinsWithoutTimeout } from './checks/patience.ts';
import { findUnreachableReactions } from './checks/reachability.ts';
import { findServiceCycles } from './checks/service-cycles.ts';
import { findSharedEmitters } from './checks/shared-emitters.ts';
import { isFreeOf } from './checks/soundness.ts';
import { findTypeErrors } from './checks/types.ts';
import { findUnusedDeclarations, usageOf } from './checks/usage.ts';
import type { Finding, FindingCode } from './finding.ts';
import { livenessOf } from './graph/liveness.ts';
import { messageGraphOf } from './graph/message-graph.ts';

/**
 * Never throws, whatever the model; linear in its size but for sorting. `isWanted`: whether to look for what is off unless
 * somebody asks for it.
 */
export function findingsOf(
  choreography: Choreography,
  isWanted: (code: FindingCode) => boolean = () => false,
): readonly Finding[] {
  const graph = messageGraphOf(choreography);
  const liveness = livenessOf(graph);
  const usage = usageOf(choreography);
  const unkeyed = findUnkeyedJoins(choreography);
  const typeErrors = findTypeErrors(choreography);
  const isSound = isFreeOf(typeErrors);
  return [
    ...findDuplicateNames(choreography),
    ...findUnhandledEvents(graph),
    ...findNeverEmitted(graph),
    ...findUnusedDeclarations(choreography, usage),
    ...findCommandHandlers(choreography, graph, usage.named),
    ...findUnreachableReactions(graph, liveness),
    ...findCycles(choreography, graph, liveness),
    ...unkeyed,
    ...findJoinsWithoutTimeout(choreography, unkeyed),
    ...typeErrors,
    ...findGuardProblems(choreography, isSound),
    ...findGuardOverlaps(choreography, isSound),
    ...findLostKeys(choreography),
    ...findSharedEmitters(choreography, graph),
    ...findServiceCycles(choreography, graph),
    ...findOrderSensitive(choreography, graph, liveness),
    ...(isWanted('not-idempotent') ? findNotIdempotent(choreography, graph) : []),
    ...findCentralCoordinators(choreography, graph),
    ...findDeprecatedUses(choreography),
    ...findEventNames(choreography),
  ];
}
