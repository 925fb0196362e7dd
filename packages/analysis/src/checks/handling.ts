/** Messages that nobody emits or nobody takes: `unhandled-event`, `never-emitted` and `command-handlers`. */
import type { Choreography, Message, Span } from '@choreo/model';
import { isNeverEmitted } from '../graph/liveness.ts';
import type { Liveness } from '../graph/liveness.ts';
import type { Answer, Deed, MessageGraph } from '../graph/message-graph.ts';
import type { FindingBase } from '../typing/finding-base.ts';

const nobody: readonly Deed[] = [];

export function findUnhandledEvents(graph: MessageGraph): UnhandledEvent[] {
  const findings: UnhandledEvent[] = [];
  for (const [id, emitters] of graph.emitters) {
    const message = graph.messages.get(id);
    if (message?.kind !== 'event' || graph.exits.has(id)) continue;
    if (graph.handlers.has(id) || graph.answeredBy.has(id)) continue;
    findings.push({ code: 'unhandled-event', message, emitters, ...placed(emitters, message) });
  }
  return findings;
}

/**
 * Used messages are skipped: they are entries here, and their own choreography checks them. An entry that answers what never
 * happens emits nothing.
 */
export function findNeverEmitted(graph: MessageGraph, liveness: Liveness): NeverEmitted[] {
  const findings: NeverEmitted[] = [];
  const answersOf = Map.groupBy([...graph.answeredBy.values()].flat(), ({ entry }) => entry.message);
  const heard = [graph.handlers, graph.receivers, graph.answeredBy].flatMap(by => [...by.keys()]);
  for (const id of new Set(heard)) {
    const message = graph.messages.get(id);
    if (!message || !isNeverEmitted(graph, liveness, id)) continue;
    const [takers, waiting] = [takersOf(graph, id), graph.answeredBy.get(id) ?? []];
    const answers = answersOf.get(id) ?? [];
    const places = placed([...takers, ...waiting], message);
    findings.push({ code: 'never-emitted', message, takers, waiting, answers, ...places });
  }
  return findings;
}

/** `named`: the ids of messages that are named anywhere; `unused-declaration` reports the others. */
export function findCommandHandlers(
  choreography: Choreography,
  graph: MessageGraph,
  named: ReadonlySet<string>,
): CommandHandlers[] {
  const findings: CommandHandlers[] = [];
  const handledElsewhere = new Set(choreography.lent?.handled);
  for (const message of choreography.used.messages) if (message.handledThere) handledElsewhere.add(message.id);
  for (const message of graph.messages.values()) {
    if (message.kind !== 'command') continue;
    const own = message.choreography === choreography.name;
    const handlers = takersOf(graph, message.id);
    const emitters = graph.emitters.get(message.id) ?? nobody;
    if (handlers.length > 1) {
      const [first, second] = handlers;
      const span = second?.span ?? message.nameSpan;
      const about = [message.nameSpan, ...(first ? [first.span] : [])];
      findings.push({ code: 'command-handlers', message, handlers, emitters, span, about });
    } else if (handlers.length === 0 && !handledElsewhere.has(message.id)) {
      if (own ? !named.has(message.id) : emitters.length === 0) continue;
      findings.push({ code: 'command-handlers', message, handlers, emitters, ...placed(emitters, message) });
    }
  }
  return findings;
}

function takersOf(graph: MessageGraph, id: string): readonly Deed[] {
  return [...(graph.handlers.get(id) ?? nobody), ...(graph.receivers.get(id) ?? nobody)];
}

/** Underlines the first place, and is about the declaration as well. */
function placed(
  deeds: readonly Pick<Deed, 'span'>[],
  message: Message,
): { readonly span: Span; readonly about: readonly Span[] } {
  return { span: deeds[0]?.span ?? message.nameSpan, about: [message.nameSpan] };
}

export interface UnhandledEvent extends FindingBase {
  readonly code: 'unhandled-event';
  readonly message: Message;
  readonly emitters: readonly Deed[];
}

export interface NeverEmitted extends FindingBase {
  readonly code: 'never-emitted';
  readonly message: Message;
  /** The participants that react to it or receive it. */
  readonly takers: readonly Deed[];
  /** The entries that answer it. */
  readonly waiting: readonly Answer[];
  /** The entries that would emit it, each once for each message that it answers; none of these ever happens. */
  readonly answers: readonly Answer[];
}

export interface CommandHandlers extends FindingBase {
  readonly code: 'command-handlers';
  readonly message: Message;
  readonly handlers: readonly Deed[];
  readonly emitters: readonly Deed[];
}
