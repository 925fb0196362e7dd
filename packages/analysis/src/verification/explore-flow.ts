/** One exploration of all runs of a choreography, with the observers of the questions. */
import type { Choreography } from '@choreo/model';
import { isQuiescent } from '../runs/initial-states.ts';
import { compile } from '../runs/program/compile.ts';
import { usualMany } from '../runs/program/multiplicity.ts';
import { claimsOf, questions } from './all-questions.ts';
import { FlowVisitor } from './flow-visitor.ts';
import { monitorBytes, startMonitors, advanceMonitors } from './monitors.ts';
import type { Limits, Question, Seen } from './question.ts';
import { countsAsked } from './questions/properties.ts';
import { eventualityOf } from './search/eventuality.ts';
import { explore } from './search/explore.ts';
import { withQueues } from './search/queue-capacity.ts';
import { reductionOf } from './search/partial-order-reduction.ts';
import { stateAt } from './search/paths.ts';
import { componentsIn } from './search/strong-components.ts';
import type { Progress, Stop, Termination } from './verdict.ts';

type ExploreLimits = Pick<
  Limits,
  'redeliveries' | 'redelivered' | 'many' | 'cases' | 'maxStates' | 'maxBytes' | 'othersCome'
>;

export function* exploreFlow(
  choreography: Choreography,
  limits: ExploreLimits,
  asked: readonly Question[] = questions,
  reduces = false,
): Generator<Progress, Seen, Stop | undefined> {
  return yield* withQueues(
    queueCapacity => exploreWith(choreography, limits, asked, reduces, queueCapacity),
    ({ exploration }) => exploration.bound,
  );
}

function* exploreWith(
  choreography: Choreography,
  limits: ExploreLimits,
  asked: readonly Question[],
  reduces: boolean,
  queueCapacity: number,
): Generator<Progress, Seen, Stop | undefined> {
  const program = compile(choreography, {
    queueCapacity,
    redeliveries: limits.redeliveries,
    redelivered: limits.redelivered ?? 'any',
    cases: limits.cases,
    many: limits.many ?? usualMany,
    othersCome: limits.othersCome ?? false,
    counted: countsAsked(choreography),
    memory: monitorBytes(choreography, limits.cases),
  });
  const remember = advanceMonitors(program);
  const claims = claimsOf(program, asked);
  const observers = asked.flatMap(({ observe }) => observe?.(program, remember) ?? []);
  const visitor = new FlowVisitor(program, claims, observers, remember);
  const orders = claims.flatMap(({ ordered }) => ordered ?? []);
  const select = reduces ? reductionOf(program, orders) : undefined;
  const exploration = yield* explore(program, visitor, {
    ...(select ? { select } : {}),
    maxStates: limits.maxStates,
    maxBytes: limits.maxBytes,
    what: 'all runs',
    keepEdges: true,
    prepare: startMonitors(program),
    onStore: store => visitor.begin(store),
  });
  return { program, exploration, visitor, remember, isReduced: select !== undefined };
}

export function termination({ exploration }: Seen): Termination {
  const { edges, store, program, bound } = exploration;
  if (bound !== undefined || !edges) return 'unknown';
  const components = componentsIn(edges, store.count);
  if (!components.isCyclic) return 'always';
  const eventuality = eventualityOf(
    edges,
    components,
    store.count,
    state => !isQuiescent(program, stateAt(exploration, state)),
  );
  return eventuality.state >= 0 ? 'livelock' : 'fair';
}
