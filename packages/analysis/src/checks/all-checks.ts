/** All checks of a choreography as it is written: what each finds, as plain data. The language makes the messages. */
import type { Choreography } from '@choreo/model';
import { livenessOf } from '../graph/liveness.ts';
import type { Liveness } from '../graph/liveness.ts';
import { messageGraphOf } from '../graph/message-graph.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import { findCancelsOfNothing } from './cancel-nothing.ts';
import { findChannelConflicts } from './channel-conflicts.ts';
import { withoutCopies } from './copied-files.ts';
import { findCentralCoordinators } from './coordinators.ts';
import { findConflictingEffects } from './conflicts/conflicting-effects.ts';
import { ContentFlow } from './contents/content-flow.ts';
import { findCycles } from './cycles.ts';
import { findDeprecatedUses } from './deprecations.ts';
import { findDuplicateNames } from './duplicates.ts';
import { findEventNames } from './event-names.ts';
import { findGuardOverlaps } from './guard-overlap.ts';
import { findGuardProblems } from './guards.ts';
import { findCommandHandlers, findNeverEmitted, findUnhandledEvents } from './handling.ts';
import { findNotIdempotent } from './idempotency.ts';
import { findJoinsWithoutTimeout } from './joins-without-timeout.ts';
import { findUnkeyedJoins } from './joins.ts';
import { findLostKeys } from './keys/lost-keys.ts';
import { findUnkeyedStates } from './keys/unkeyed-states.ts';
import { findOrderSensitive } from './ordering/order-sensitivity.ts';
import { findUnreachableReactions } from './reachability.ts';
import { findServiceCycles } from './service-cycles.ts';
import { findSharedEmitters } from './shared-emitters.ts';
import { findTypeErrors } from './types.ts';
import { findUnusedDeclarations, usageOf } from './usage.ts';
import { isFreeOf } from './well-typed.ts';
import { findWriteOnlyStates } from './write-only-states.ts';

/** What checks look at. Each part is made when a check first needs it, so that a fault in it affects only the checks that need it. */
interface Facts {
  /** The whole choreography, with what was copied from one file to another. */
  readonly all: Choreography;
  /** Without that, since what is wrong in an original is wrong in its copies too. */
  readonly choreography: Choreography;
  graph(): MessageGraph;
  liveness(): Liveness;
  usage(): ReturnType<typeof usageOf>;
  unkeyedJoins(): ReturnType<typeof findUnkeyedJoins>;
  typeErrors(): ReturnType<typeof findTypeErrors>;
  /** Whether the conditions of a reaction have no type errors. */
  isSound(): ReturnType<typeof isFreeOf>;
  /** Whether to run checks that are off by default. */
  isWanted(code: 'not-idempotent'): boolean;
}

/** One line for each check: the code of a rule that it finds, and how. */
const checks = [
  check('duplicate-name', ({ all }) => findDuplicateNames(all)),
  check('unhandled-event', ({ graph }) => findUnhandledEvents(graph())),
  check('never-emitted', ({ graph, liveness }) => findNeverEmitted(graph(), liveness())),
  check('unused-declaration', ({ choreography, usage }) => findUnusedDeclarations(choreography, usage())),
  check('write-only-state', ({ choreography }) => findWriteOnlyStates(choreography)),
  check('command-handlers', ({ choreography, graph, usage }) =>
    findCommandHandlers(choreography, graph(), usage().named),
  ),
  check('unreachable-reaction', ({ graph, liveness }) => findUnreachableReactions(graph(), liveness())),
  check('event-cycle', ({ choreography, graph, liveness }) => findCycles(choreography, graph(), liveness())),
  check('unkeyed-join', ({ unkeyedJoins }) => unkeyedJoins()),
  check('join-without-timeout', ({ choreography, unkeyedJoins }) =>
    findJoinsWithoutTimeout(choreography, unkeyedJoins()),
  ),
  check('type-mismatch', ({ typeErrors }) => typeErrors()),
  check('guard-never', ({ choreography, graph, liveness, isSound }) =>
    findGuardProblems(choreography, isSound(), ContentFlow.of(choreography, graph(), liveness())),
  ),
  check('guard-overlap', ({ choreography, isSound }) => findGuardOverlaps(choreography, isSound())),
  check('unkeyed-state', ({ choreography, unkeyedJoins }) => findUnkeyedStates(choreography, unkeyedJoins())),
  check('key-lost', ({ choreography }) => findLostKeys(choreography)),
  check('shared-emitter', ({ choreography, graph }) => findSharedEmitters(choreography, graph())),
  check('service-cycle', ({ choreography, graph }) => findServiceCycles(choreography, graph())),
  check('order-sensitive', ({ choreography, graph, liveness }) =>
    findOrderSensitive(choreography, graph(), liveness()),
  ),
  check('not-idempotent', ({ choreography, graph, isWanted }) =>
    isWanted('not-idempotent') ? findNotIdempotent(choreography, graph()) : [],
  ),
  check('central-coordinator', ({ choreography, graph }) => findCentralCoordinators(choreography, graph())),
  check('deprecated-use', ({ choreography }) => findDeprecatedUses(choreography)),
  check('cancel-nothing', ({ choreography }) => findCancelsOfNothing(choreography)),
  check('channel-conflict', ({ choreography }) => findChannelConflicts(choreography)),
  check('conflicting-effects', ({ choreography, graph, liveness, isSound }) =>
    findConflictingEffects(choreography, graph(), liveness(), isSound()),
  ),
  check('event-name', ({ choreography }) => findEventNames(choreography)),
] as const;

export type Finding = ReturnType<(typeof checks)[number]['find']>[number];

export type FindingCode = Finding['code'];
export type FindingOf<C extends FindingCode> = Extract<Finding, { readonly code: C }>;

export interface FindingsOptions {
  /** Whether to run checks that are off by default. */
  readonly isWanted?: (code: FindingCode) => boolean;
  /** Is called with a check that threw; without it, the error is thrown on. */
  readonly onFault?: (code: FindingCode, error: unknown) => void;
}

/** Never throws, whatever the model, if faults are handled; linear in the model's size except for sorting. */
export function findingsOf(
  choreography: Choreography,
  { isWanted = () => false, onFault }: FindingsOptions = {},
): readonly Finding[] {
  const facts = factsOf(choreography, isWanted);
  return checks.flatMap(({ code, find }): readonly Finding[] => {
    if (!onFault) return find(facts);
    try {
      return find(facts);
    } catch (error) {
      onFault(code, error);
      return [];
    }
  });
}

function check<C extends string, F>(code: C, find: (facts: Facts) => readonly F[]) {
  return { code, find } as const;
}

function factsOf(all: Choreography, isWanted: (code: FindingCode) => boolean): Facts {
  const originals = once(() => withoutCopies(all));
  const graph = once(() => messageGraphOf(originals()));
  const typeErrors = once(() => findTypeErrors(originals()));
  return {
    all,
    get choreography() {
      return originals();
    },
    graph,
    liveness: once(() => livenessOf(graph())),
    usage: once(() => usageOf(originals())),
    unkeyedJoins: once(() => findUnkeyedJoins(originals())),
    typeErrors,
    isSound: once(() => isFreeOf(typeErrors())),
    isWanted,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
