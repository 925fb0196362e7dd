/** All that the checks find in a choreography, as one list. */
import type { Choreography } from '@choreo/model';
import { findCycles } from './checks/cycles.ts';
import { findDeprecatedUses } from './checks/deprecations.ts';
import { findDuplicateNames } from './checks/duplicates.ts';
import { findCommandHandlers, findNeverEmitted, findUnhandledEvents } from './checks/handling.ts';
import { findUnkeyedJoins } from './checks/joins.ts';
import { findUnreachableReactions } from './checks/reachability.ts';
import { findTypeErrors } from './checks/types.ts';
import { findUnusedDeclarations, usageOf } from './checks/usage.ts';
import type { Finding } from './finding.ts';
import { livenessOf } from './graph/liveness.ts';
import { messageGraphOf } from './graph/message-graph.ts';

/** Never throws, whatever the model; linear in its size but for sorting. */
export function findingsOf(choreography: Choreography): readonly Finding[] {
  const graph = messageGraphOf(choreography);
  const liveness = livenessOf(graph);
  const usage = usageOf(choreography);
  return [
    ...findDuplicateNames(choreography),
    ...findUnhandledEvents(graph),
    ...findNeverEmitted(graph),
    ...findUnusedDeclarations(choreography, usage),
    ...findCommandHandlers(choreography, graph, usage.named),
    ...findUnreachableReactions(graph, liveness),
    ...findCycles(choreography, graph, liveness),
    ...findUnkeyedJoins(choreography),
    ...findTypeErrors(choreography),
    ...findDeprecatedUses(choreography),
  ];
}
