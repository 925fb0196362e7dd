/** `service-cycle`: services that know one another in a cycle, so that none can be changed or tested without the rest. */
import type { Choreography, Span } from '@choreo/model';
import { cyclesAmong, nodesInOrBehindCycles } from '../graph/components.ts';
import type { MessageGraph } from '../graph/message-graph.ts';
import { shortestCycle } from '../graph/shortest-cycle.ts';
import type { FindingBase } from '../typing/finding-base.ts';

/** Where hundreds emit what hundreds take, not every pair of them is looked at. */
const mostPairs = 50_000;

/**
 * Reports cycles with a command in them, and rings of three and more. Two services that hear of one another by events
 * alone, as one that asks and one that answers, or one that acts and one that makes it undo that, see what they are in.
 * Actors are no part of it: nobody deploys them.
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
 * Who reacts to an event knows the one that emits it; who sends a command knows the one that handles it. So a service
 * that asks by a command and listens for the answer depends on the other, which does not depend on it.
 */
function* dependenciesIn(graph: MessageGraph): Generator<Dependency> {
  for (const [message, handlers] of graph.handlers) {
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
  /** Where the message is named in the service that depends. */
  readonly span: Span;
}

export interface ServiceCycle extends FindingBase {
  readonly code: 'service-cycle';
  /** All services that depend on one another. */
  readonly members: readonly string[];
  /** The shortest cycle among them. */
  readonly dependencies: readonly Dependency[];
}
