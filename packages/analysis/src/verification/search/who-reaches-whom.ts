/** Which messages cause which, and which services they reach: what the reduction of orders rests on. */
import { outcomesOf } from '@choreo/model';
import type { AlternativeCode, OutcomeCode, Program } from '../../runs/program/program.ts';

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

export function sourcesOf(program: Program): readonly Source[] {
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
        const messages = action.queue.variants.map(({ message }) => message);
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

/** At once, or by a timer. */
function causedBy({ alternatives }: OutcomeCode): readonly string[] {
  return alternatives.flatMap(alternative => [
    ...emittedIn(alternative),
    ...alternative.starts.flatMap(({ target }) => target.slice(0, 1).map(({ message }) => message)),
  ]);
}

export function emittedIn({ emissions }: AlternativeCode): readonly string[] {
  return emissions.flatMap(({ target }) => target.slice(0, 1).map(({ variant }) => variant.message));
}
