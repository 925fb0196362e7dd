/** The kinds of conflict between two reactions that one delivery fires: both change one thing, and the order of the two decides the result. */
import type { Alternative, Assignment, Cancellation, Channel, Emission } from '@choreo/model';
import type { Carriers } from './channels.ts';

export type EffectConflict =
  /** Both set one state. */
  | { readonly kind: 'state'; readonly state: string; readonly first: Assignment; readonly second: Assignment }
  /** One starts a timer, the other cancels it. */
  | {
      readonly kind: 'timer';
      readonly starter: 'first' | 'second';
      readonly start: Emission;
      readonly cancel: Cancellation;
    }
  /** Both emit onto a channel that keeps messages in order. */
  | { readonly kind: 'channel'; readonly channel: Channel; readonly first: Emission; readonly second: Emission };

type Find<Kind extends EffectConflict['kind']> = (
  first: Alternative,
  second: Alternative,
  carriers: Carriers,
) => Extract<EffectConflict, { kind: Kind }>[];

const kinds: { readonly [Kind in EffectConflict['kind']]: Find<Kind> } = {
  state: (first, second) => {
    const seconds = lastSets(second);
    return Array.from(lastSets(first)).flatMap(([state, set]) => {
      const other = seconds.get(state);
      return other ? [{ kind: 'state', state, first: set, second: other }] : [];
    });
  },
  timer: (first, second) => [...timersBetween(first, second, 'first'), ...timersBetween(second, first, 'second')],
  channel: (first, second, carriers) => {
    const seconds = emittedAtOnce(second);
    return emittedAtOnce(first).flatMap(one =>
      (carriers.get(one.message) ?? []).flatMap(channel => {
        if (!channel.orderedBy) return [];
        const others = seconds.filter(({ message }) => carriers.get(message)?.includes(channel));
        return others.map(other => ({ kind: 'channel', channel, first: one, second: other }) as const);
      }),
    );
  },
};

/** All conflicts of two alternatives. Whether two equal effects count is for the caller to decide. */
export function effectConflicts(first: Alternative, second: Alternative, carriers: Carriers): EffectConflict[] {
  return Object.values(kinds).flatMap<EffectConflict>(find => find(first, second, carriers));
}

/** The same text for conflicts about the same thing. */
export function subjectOf(conflict: EffectConflict): string {
  switch (conflict.kind) {
    case 'state':
      return `state ${conflict.state}`;
    case 'timer':
      return `timer ${conflict.start.message}`;
    case 'channel':
      return `channel ${conflict.channel.name}`;
    default:
      return conflict satisfies never;
  }
}

/** If an alternative sets one state twice, the last value counts. */
function lastSets({ items }: Alternative): ReadonlyMap<string, Assignment> {
  return new Map(
    items.flatMap(item => (item.kind === 'set' && item.state !== undefined ? [[item.state, item] as const] : [])),
  );
}

function timersBetween(starting: Alternative, cancelling: Alternative, starter: 'first' | 'second') {
  const cancels = cancelling.items.filter(item => item.kind === 'cancel');
  return starting.items.flatMap(item => {
    if (item.kind !== 'emit' || !item.after) return [];
    const cancel = cancels.find(({ message }) => message === item.message);
    return cancel ? [{ kind: 'timer', starter, start: item, cancel } as const] : [];
  });
}

/** A message that is emitted with `after` travels when its timer goes off, whatever the order of the reactions. */
function emittedAtOnce({ items }: Alternative): readonly Emission[] {
  return items.filter(item => item.kind === 'emit').filter(({ after }) => !after);
}
