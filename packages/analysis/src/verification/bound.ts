/** How far a search went, as data; the language puts it into words. */
import type { Choreography } from '@choreo/model';
import { mostStateValues, valuesOf } from '../expressions/domain.ts';
import type { Overflow } from '../runs/effects.ts';
import type { OpenCondition } from '../runs/program/open-conditions.ts';
import { instancesOf } from '../graph/instances.ts';
import type { ServiceInstances } from '../graph/instances.ts';
import { furtherKeysOf } from '../graph/further-keys.ts';

export type Bound =
  /** The search kept so many states, or so many bytes of them. */
  | { readonly kind: 'states'; readonly most: number }
  | { readonly kind: 'memory'; readonly bytes: number }
  /** The caller stopped the search, for this reason. */
  | { readonly kind: 'stopped'; readonly reason: string }
  /** A state had no room for more. */
  | { readonly kind: 'overflow'; readonly of: Overflow }
  /** Messages pile up without end. */
  | { readonly kind: 'pumping' }
  /** What comes any number of times was only explored up to so many times. */
  | { readonly kind: 'many'; readonly names: readonly string[]; readonly most: number }
  /** A state variable has too many values to distinguish: it was assumed to have any of them at any time. */
  | { readonly kind: 'wide-state'; readonly service: string; readonly state: string; readonly most: number }
  /** Cases can meet, but only one was explored. */
  | { readonly kind: 'one-case' }
  /** Messages of a service find no instance by its key, and were assumed to belong to the one of the case. */
  | { readonly kind: 'keys'; readonly service: string; readonly keys: readonly string[] }
  /** More values of further keys would have been made; a case has at most so many of each. */
  | { readonly kind: 'further-keys'; readonly keys: readonly string[]; readonly most: number }
  /** The question was asked about one case, although two were explored. */
  | { readonly kind: 'asked-of-one-case' }
  /** A counter reached its maximum. */
  | { readonly kind: 'counted'; readonly message: string; readonly most: number }
  /** There were more choices than are kept, or more endings than are compared. */
  | { readonly kind: 'choices'; readonly most: number }
  | { readonly kind: 'ends'; readonly most: number }
  /** It depends on conditions that the model leaves open, each of which was taken either way. */
  | { readonly kind: 'open-conditions'; readonly conditions: readonly OpenCondition[] }
  /** It holds only because of fairness: loops that can end do end. */
  | { readonly kind: 'fairness' }
  /** At most so many redeliveries. This bounds no verdict, since it was asked for. */
  | { readonly kind: 'redeliveries'; readonly most: number }
  /** At most so many losses. This bounds no verdict either. */
  | { readonly kind: 'losses'; readonly most: number };

/** The status of a claim against which nothing was found. */
export function statusWithin(bounds: readonly Bound[]): 'proved' | 'bounded' {
  return bounds.some(isLimit) ? 'bounded' : 'proved';
}

/** Whether it leaves out runs that were asked for. */
export function isLimit({ kind }: Bound): boolean {
  return kind !== 'redeliveries' && kind !== 'losses';
}

/** The bounds of every search of a choreography: services whose messages have different keys, and states with too many values. */
export function boundsOfModel(choreography: Choreography): readonly Bound[] {
  const wide = choreography.participants.flatMap(({ name: service, states }) =>
    states
      .filter(({ type }) => valuesOf(type) === undefined)
      .map(({ name: state }) => ({ kind: 'wide-state', service, state, most: mostStateValues }) as const),
  );
  const lost = [...instancesOf(choreography).values()].filter(findsNone);
  const { single } = furtherKeysOf(choreography);
  return [
    ...(single.length > 0 ? [{ kind: 'further-keys', keys: single, most: 1 } as const] : []),
    ...lost.map(({ participant: { name }, key }) => ({ kind: 'keys', service: name, keys: key }) as const),
    ...wide,
  ];
}

function findsNone({ participant, wayOf }: ServiceInstances): boolean {
  return participant.reactions.some(reaction =>
    reaction.trigger.messages.some(({ message }) => wayOf(reaction, message).kind === 'none'),
  );
}
