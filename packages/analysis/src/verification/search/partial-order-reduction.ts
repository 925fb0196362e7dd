/**
 * Leaves out orders of delivery that make no difference. In each state a part of the enabled steps is enough if nothing that
 * the others can lead to depends on them: a persistent set (Godefroid, 1996). Either one delivery that commutes with all that
 * its service does, or all steps of a service that nothing from outside can reach before it acts itself.
 *
 * What is kept: the states at rest, everything that happens on the way to them, whether runs can go on forever, and the order
 * of messages for which a claim asks. Only for at most one redelivery, and only where no run comes back to where it was.
 */
import { readsState } from '../../expressions/leaves.ts';
import type {
  Action,
  AlternativeCode,
  Listener,
  OutcomeCode,
  Program,
  ReactionCode,
} from '../../runs/program/program.ts';
import { emittedIn, sourcesOf } from './who-reaches-whom.ts';

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
  const keeping = program.actions.map(action => (commutesWithAll(action) ? joinKeptBy(action, program) : undefined));
  const sources = sourcesOf(program);
  const services = [...new Set(program.actions.map(({ participant }) => participant))];
  const blocked = new Set<string>();
  const from = (state: Uint8Array, enabled: Action[]): readonly Action[] => {
    const single = enabled.find(({ index }) => free[index] || isKeptOnly(keeping[index], state));
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

/**
 * The join that keeps a delivered message, if the messages of that join do nothing else at its service. While others are missing
 * such a delivery makes nothing happen. It may well come first then: what happens between the last of the others and this one
 * does not come of those others, and can as well happen before the last of them.
 */
function joinKeptBy(action: Action, { actions }: Program): ReactionCode | undefined {
  if (action.kind !== 'deliver') return undefined;
  const [listener, another] = action.reactions;
  const join = listener?.reaction;
  if (!join || another || join.buffers.length < 2) return undefined;
  const isAlone = actions.every(other => {
    if (other.participant !== action.participant || other.case !== action.case) return true;
    const listeners = listenersOf(other);
    return !listeners.some(({ reaction }) => reaction === join) || listeners.every(({ reaction }) => reaction === join);
  });
  return isAlone ? join : undefined;
}

/** More than one of the messages of the join is missing, so that one more fires nothing. */
function isKeptOnly(join: ReactionCode | undefined, state: Uint8Array): boolean {
  if (!join) return false;
  let missing = 0;
  for (const { slots } of join.buffers) if (!slots.some(slot => state[slot])) missing++;
  return missing > 1;
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
    starts.every(({ target }) => target.every(({ late }) => late === undefined)) &&
    [...starts, ...emissions].every(({ fitting }) => !fitting?.readsState) &&
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
