/**
 * Leaves out orders of delivery that make no difference. In each state a part of the enabled steps is enough if nothing that
 * the others can lead to depends on them: a persistent set (Godefroid, 1996). Either one delivery that commutes with all that
 * its service does, or all steps of a service that nothing from outside can reach before it acts itself.
 *
 * What is kept: the states at rest, everything that happens on the way to them, whether runs can go on for ever, and the order
 * of messages for which a claim asks. Only for at most one redelivery, and only where no run comes back to where it was.
 */
import { outcomesOf } from '@choreo/model';
import type { Action, AlternativeCode, Listener, OutcomeCode, Program, ReactionCode } from '../run/program.ts';
import { readsState } from '../run/term.ts';

export interface Select {
  /** Whether each delivery that may come once more begins runs of its own, in which no other may: then none waits for another. */
  readonly forEach: 'delivery' | undefined;
  /** The enabled actions that are enough. */
  from(state: Uint8Array, enabled: Action[]): readonly Action[];
}

/** `ordered`: messages whose order matters to somebody. */
export function reductionOf(program: Program, ordered: ReadonlySet<string>): Select | undefined {
  if (program.redeliveries > 1 || hasOrderedEntries(program)) return undefined;
  if (program.actions.length * program.choreography.participants.length > mostPairs) return undefined;
  const free = program.actions.map(action => commutesWithAll(action) && !isVisible(action, ordered));
  const visible = program.actions.map(action => isVisible(action, ordered));
  const sources = sourcesOf(program);
  const services = [...new Set(program.actions.map(({ participant }) => participant))];
  const blocked = new Set<string>();
  const from = (state: Uint8Array, enabled: Action[]): readonly Action[] => {
    const [single] = enabled.filter(({ index }) => free[index]);
    if (single) return enabled.filter(action => isSameDelivery(action, single));
    blocked.clear();
    for (const { slots, reaches } of sources) {
      if (slots.some(slot => state[slot])) for (const service of reaches) blocked.add(service);
    }
    let best: readonly Action[] = enabled;
    for (const service of services) {
      if (blocked.has(service)) continue;
      const own = enabled.filter(({ participant }) => participant === service);
      // A redelivery need not come: alone it is not enough.
      if (own.every(isRedelivery) || own.length >= best.length || own.some(({ index }) => visible[index])) continue;
      best = own;
    }
    return best;
  };
  return { forEach: program.redeliveries > 0 ? 'delivery' : undefined, from };
}

const isRedelivery = ({ kind }: Action): boolean => kind === 'redeliver';

/** In larger models finding out who can reach whom takes longer than it saves: their runs are too many anyway. */
const mostPairs = 2_000_000;

/** What comes from outside over an ordered channel is ordered by when it comes. */
function hasOrderedEntries({ actions }: Program): boolean {
  return actions.some(
    action =>
      action.kind === 'enter' &&
      action.routes.some(({ route, queue }) => queue !== undefined || route.queues.length > 0),
  );
}

/** A delivery and its loss exclude one another. */
function isSameDelivery(action: Action, other: Action): boolean {
  if (action === other) return true;
  const isDelivery = (one: Action) => one.kind === 'deliver' || one.kind === 'lose';
  return isDelivery(action) && isDelivery(other) && action.slot === other.slot;
}

function listenersOf(action: Action): readonly Listener[] {
  switch (action.kind) {
    case 'deliver':
    case 'redeliver':
      return action.reactions;
    case 'deliver-next':
      return action.reactions.flat();
    case 'enter':
      return action.routes.flatMap(({ reactions }) => reactions);
    default:
      return [];
  }
}

function outcomesIn(code: ReactionCode): readonly OutcomeCode[] {
  return [...code.body.branches.map(({ outcome }) => outcome), ...(code.limit ? [code.limit.outcome] : [])];
}

/** In whatever order it comes among the steps of its service, the same comes about. */
function commutesWithAll(action: Action): boolean {
  if (action.kind !== 'deliver' && action.kind !== 'enter') return false;
  return listenersOf(action).every(({ reaction }) => isPlain(reaction));
}

function isPlain(code: ReactionCode): boolean {
  const { reaction, limit, within, buffers } = code;
  if (limit || within || buffers.some(({ slots }) => slots.length > 1)) return false;
  const conditions = [
    reaction.guard,
    ...(reaction.body.kind === 'branches' ? reaction.body.branches.map(({ guard }) => guard) : []),
  ];
  if (conditions.some(condition => condition && readsState(condition))) return false;
  return outcomesIn(code).every(({ alternatives }) => alternatives.every(isPlainAlternative));
}

function isPlainAlternative({ sets, cancels, starts, emissions }: AlternativeCode): boolean {
  return (
    sets.length === 0 &&
    cancels.length === 0 &&
    starts.every(({ target }) => target.late < 0) &&
    emissions.every(({ target }) => target.every(({ queues }) => queues.length === 0))
  );
}

/** Whether it may make a message happen whose order matters. */
function isVisible(action: Action, ordered: ReadonlySet<string>): boolean {
  if (ordered.size === 0) return false;
  return publishedBy(action).some(message => ordered.has(message));
}

function publishedBy(action: Action): readonly string[] {
  switch (action.kind) {
    case 'enter':
      return [action.entry.name, ...listenersOf(action).flatMap(({ reaction }) => emittedBy(reaction))];
    case 'schedule':
      return action.outcome.alternatives.flatMap(emittedIn);
    case 'timer':
      return [action.timer.message];
    case 'give-up':
      return action.reaction.within?.outcome.alternatives.flatMap(emittedIn) ?? [];
    case 'lose':
    case 'lose-next':
      return [];
    case 'deliver':
    case 'deliver-next':
    case 'redeliver':
      return listenersOf(action).flatMap(({ reaction }) => emittedBy(reaction));
    default:
      return action satisfies never;
  }
}

function emittedBy(code: ReactionCode): readonly string[] {
  return outcomesIn(code).flatMap(({ alternatives }) => alternatives.flatMap(emittedIn));
}

/** At once, or by a timer. */
function causedBy({ alternatives }: OutcomeCode): readonly string[] {
  return alternatives.flatMap(alternative => [
    ...emittedIn(alternative),
    ...alternative.starts.map(({ target }) => target.message),
  ]);
}

function emittedIn({ emissions }: AlternativeCode): readonly string[] {
  return emissions.flatMap(({ target }) => target.slice(0, 1).map(({ kind }) => kind.message));
}

/** Something that can be pending, and the services that it can lead to a delivery at, other than through themselves. */
interface Source {
  readonly slots: readonly number[];
  readonly reaches: readonly string[];
}

interface Node {
  readonly participant: string;
  readonly slots: readonly number[];
  /** Messages that are published with it, timers that it starts included. */
  readonly leadsTo: readonly string[];
}

function sourcesOf(program: Program): readonly Source[] {
  const { participants } = program.choreography;
  const takers = new Map<string, Set<string>>();
  const leads = new Map<string, { readonly taker: string; readonly message: string; readonly to: Set<string> }>();
  for (const { name, reactions } of participants) {
    for (const reaction of reactions) {
      const emitted = outcomesOf(reaction).flatMap(({ alternatives }) =>
        alternatives.flatMap(({ items }) => items.flatMap(item => (item.kind === 'emit' ? [item.message] : []))),
      );
      for (const { message } of reaction.trigger.messages) {
        takers.set(message, (takers.get(message) ?? new Set()).add(name));
        const key = `${name} ${message}`;
        const lead = leads.get(key) ?? { taker: name, message, to: new Set<string>() };
        leads.set(key, lead);
        for (const caused of emitted) lead.to.add(caused);
      }
    }
  }
  const nodes = nodesOf(program, takers, leads);
  const reaches = nodes.map((): string[] => []);
  const causes = causesOf(leads);
  for (const { name } of participants) {
    const near = messagesNear(name, takers, causes);
    nodes.forEach(({ participant, leadsTo }, index) => {
      if (participant !== name && leadsTo.some(message => near.has(message))) reaches[index]?.push(name);
    });
  }
  return nodes.map(({ slots }, index) => ({ slots, reaches: reaches[index] ?? [] }));
}

/** By message: who emits it, on taking which message. */
function causesOf(
  leads: ReadonlyMap<string, { readonly taker: string; readonly message: string; readonly to: ReadonlySet<string> }>,
): ReadonlyMap<string, readonly { readonly taker: string; readonly message: string }[]> {
  const causes = new Map<string, { readonly taker: string; readonly message: string }[]>();
  for (const { taker, message, to } of leads.values()) {
    for (const caused of to) {
      const known = causes.get(caused);
      if (known) known.push({ taker, message });
      else causes.set(caused, [{ taker, message }]);
    }
  }
  return causes;
}

/** The messages that can lead to a delivery at a service before it acts itself. */
function messagesNear(
  service: string,
  takers: ReadonlyMap<string, ReadonlySet<string>>,
  causes: ReturnType<typeof causesOf>,
): ReadonlySet<string> {
  const near = new Set([...takers].flatMap(([message, by]) => (by.has(service) ? [message] : [])));
  const open = [...near];
  for (let message = open.pop(); message !== undefined; message = open.pop()) {
    for (const cause of causes.get(message) ?? []) {
      if (cause.taker === service || near.has(cause.message)) continue;
      near.add(cause.message);
      open.push(cause.message);
    }
  }
  return near;
}

function nodesOf(
  { actions }: Program,
  takers: ReadonlyMap<string, ReadonlySet<string>>,
  leads: ReadonlyMap<string, { readonly to: ReadonlySet<string> }>,
): readonly Node[] {
  const led = (participant: string, messages: readonly string[]): readonly string[] =>
    messages.flatMap(message => [...(leads.get(`${participant} ${message}`)?.to ?? [])]);
  return actions.flatMap((action): Node[] => {
    const { participant } = action;
    switch (action.kind) {
      case 'deliver':
        return [{ participant, slots: [action.slot], leadsTo: led(participant, [action.message.message]) }];
      case 'deliver-next': {
        const messages = action.queue.kinds.map(({ message }) => message);
        return [{ participant, slots: [action.queue.slot], leadsTo: led(participant, messages) }];
      }
      case 'enter':
        // It is as good as there already for each that takes it.
        return [...(takers.get(action.entry.name) ?? [])].map(taker => ({
          participant: taker,
          slots: [action.entry.slot],
          leadsTo: led(taker, [action.entry.name]),
        }));
      case 'schedule':
        return [{ participant, slots: [action.entry.slot], leadsTo: causedBy(action.outcome) }];
      case 'timer':
        return [{ participant, slots: [action.timer.slot], leadsTo: [action.timer.message] }];
      case 'give-up': {
        const slots = action.reaction.buffers.flatMap(buffer => buffer.slots);
        return [
          { participant, slots, leadsTo: action.reaction.within ? causedBy(action.reaction.within.outcome) : [] },
        ];
      }
      case 'redeliver':
        return [{ participant, slots: [action.handledSlot], leadsTo: led(participant, [action.message.message]) }];
      case 'lose':
      case 'lose-next':
        return [];
      default:
        return action satisfies never;
    }
  });
}
