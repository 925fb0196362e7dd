/** `service-cycle`: services that depend on one another in a cycle, so that none can be changed or tested without the others. */
import type { Choreography, Span } from '@choreo/model';
import { cyclesAmong, nodesInOrBehindCycles } from '../graph/components.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import { shortestCycle } from '../graph/shortest-cycle.ts';
import type { FindingBase } from '../typing/finding-base.ts';

/** If hundreds of services emit what hundreds take, only so many pairs are looked at. */
const mostPairs = 50_000;

/**
 * Reports cycles with a command, and cycles of three and more services. Two services that only exchange events are accepted:
 * one asks and the other answers, or one acts and the other compensates. Actors do not count, since nobody deploys them.
 */
export function findServiceCycles({ participants }: Choreography, graph: MessageGraph): ServiceCycle[] {
  const services = participants.filter(({ kind }) => kind !== 'actor');
  const numbers = new Map(services.map(({ name }, index) => [name, index]));
  const dependencies = services.map(() => new Map<number, Dependency>());
  for (const dependency of dependenciesIn(graph)) {
    const from = numbers.get(dependency.from);
    const to = numbers.get(dependency.to);
    if (from === undefined || to === undefined || from === to) continue;
    const known = dependencies[from];
    if (known && (known.get(to)?.by ?? 'event') === 'event') {
      if (dependency.by === 'command' || !known.has(to)) known.set(to, dependency);
    }
  }
  const isConversation = (one: number, other: number): boolean =>
    dependencies[one]?.get(other)?.by === 'event' && dependencies[other]?.get(one)?.by === 'event';
  const targets = dependencies.map((known, from) => [...known.keys()].filter(to => !isConversation(from, to)));
  const edges = (node: number): readonly number[] => targets[node] ?? [];

  return cyclesAmong(nodesInOrBehindCycles(targets.length, edges), edges).flatMap(component => {
    const cycle = shortestCycle(component, edges);
    const start = services[cycle[0] ?? -1];
    if (!start) return [];
    const links = cycle.flatMap(
      (node, index) => dependencies[node]?.get(cycle[(index + 1) % cycle.length] ?? -1) ?? [],
    );
    const members = component.flatMap(node => services[node] ?? []);
    const about = members.map(({ nameSpan }) => nameSpan);
    const names = members.map(({ name }) => name);
    return [{ code: 'service-cycle' as const, members: names, dependencies: links, span: start.nameSpan, about }];
  });
}

/**
 * A service that reacts to an event, or answers it from outside, knows the emitter; a service that sends a command knows the handler. So a service that
 * asks with a command and reacts to the answer depends on the other, which does not depend on it.
 */
function* dependenciesIn(graph: MessageGraph): Generator<Dependency> {
  for (const message of new Set([...graph.handlers.keys(), ...graph.answeredBy.keys()])) {
    const handlers = [...(graph.handlers.get(message) ?? []), ...(graph.answeredBy.get(message) ?? [])];
    const emitters = graph.emitters.get(message);
    if (!emitters) continue;
    const by = graph.messages.get(message)?.kind ?? 'event';
    const [knowing, known] = by === 'event' ? [handlers, emitters] : [emitters, handlers];
    const dependent = new Map(knowing.map(({ participant, span }) => [participant, span]));
    const others = [...new Set(known.map(({ participant }) => participant))];
    let left = mostPairs;
    for (const [from, span] of dependent) {
      for (const to of others) {
        if (left-- <= 0) break;
        yield { from, to, message, by, span };
      }
    }
  }
}

/** One service knows another: it reacts to the other's event, or sends it a command. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly by: 'event' | 'command';
  /** The place at which the dependent service names the message. */
  readonly span: Span;
}

export interface ServiceCycle extends FindingBase {
  readonly code: 'service-cycle';
  /** All services that depend on one another. */
  readonly members: readonly string[];
  /** A shortest cycle among them. */
  readonly dependencies: readonly Dependency[];
}
