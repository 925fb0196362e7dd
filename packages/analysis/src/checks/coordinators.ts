/** `central-coordinator`: a service that commands most of the others is an orchestrator, whatever it is called. */
import type { Choreography, Span } from '@choreo/model';
import type { Deed, MessageGraph } from '../graph/message-graph.ts';
import type { FindingBase } from '../typing/finding-base.ts';

/** A service that commands fewer others asks for help rather than coordinates. */
const fewest = 3;

type Command = CentralCoordinator['commands'][number];

export function findCentralCoordinators({ participants }: Choreography, graph: MessageGraph): CentralCoordinator[] {
  const services = participants.filter(({ kind }) => kind !== 'actor');
  const others = new Set(services.map(({ name }) => name)).size - 1;
  if (others < fewest) return [];
  const names = new Set(services.map(({ name }) => name));
  const commanded = new Map<string, Map<string, Command>>();
  for (const { id, kind } of graph.messages.values()) {
    const takers = kind === 'command' ? takersOf(id, graph) : [];
    if (takers.length === 0) continue;
    for (const { participant, span } of graph.emitters.get(id) ?? []) {
      const commands = commanded.get(participant) ?? new Map<string, Command>();
      commanded.set(participant, commands);
      for (const { participant: to } of takers) {
        if (to !== participant && names.has(to) && !commands.has(to)) commands.set(to, { to, message: id, span });
      }
    }
  }
  return services.flatMap(({ name, kind, nameSpan }) => {
    const commands = [...(commanded.get(name)?.values() ?? [])];
    // Only our own services are reported.
    if (kind !== 'service' || commands.length < fewest || commands.length * 2 <= others) return [];
    const about = commands.map(({ span }) => span);
    return [{ code: 'central-coordinator', participant: name, commands, others, span: nameSpan, about }];
  });
}

/** A command has one taker; if it has more, `command-handlers` reports it. */
function takersOf(command: string, { handlers, receivers }: MessageGraph): readonly Deed[] {
  const takers = [...(handlers.get(command) ?? []), ...(receivers.get(command) ?? [])];
  return new Set(takers.map(({ participant }) => participant)).size === 1 ? takers.slice(0, 1) : [];
}

export interface CentralCoordinator extends FindingBase {
  readonly code: 'central-coordinator';
  readonly participant: string;
  /** One command for each service that it commands. */
  readonly commands: readonly { readonly to: string; readonly message: string; readonly span: Span }[];
  /** How many other services there are. */
  readonly others: number;
}
