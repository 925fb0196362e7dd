/** How far a search went, as data; the language puts it into words. */
import type { Choreography } from '@choreo/model';
import { mostStateValues, valuesOf } from '../expressions/domain.ts';
import type { Overflow } from '../runs/effects.ts';
import type { OpenCondition } from '../runs/program/open-conditions.ts';
import { servicesOfSeveralKeys } from '../runs/program/case-scope.ts';

export type Bound =
  /** So many states were kept, or so many bytes of them. */
  | { readonly kind: 'states'; readonly most: number }
  | { readonly kind: 'memory'; readonly bytes: number }
  /** Whoever asked ended it: in their words. */
  | { readonly kind: 'stopped'; readonly reason: string }
  /** More than a state has room for. */
  | { readonly kind: 'overflow'; readonly of: Overflow }
  /** Messages pile up without end. */
  | { readonly kind: 'pumping' }
  /** What comes any number of times was looked at once and twice. */
  | { readonly kind: 'many'; readonly names: readonly string[] }
  /** A state has more values than are kept apart: it was taken to have any of them at any time. */
  | { readonly kind: 'wide-state'; readonly service: string; readonly state: string; readonly most: number }
  /** Cases can meet, but only one was looked at. */
  | { readonly kind: 'one-case' }
  /** The messages of a service that keeps something have different keys, and are taken to be of one case. */
  | { readonly kind: 'keys'; readonly service: string; readonly keys: readonly string[] }
  /** The question is asked of one case alone, though two were looked at. */
  | { readonly kind: 'asked-of-one-case' }
  /** A count came to its end. */
  | { readonly kind: 'counted'; readonly message: string; readonly most: number }
  /** More choices on the way than are kept, or more ways to end than are compared. */
  | { readonly kind: 'choices'; readonly most: number }
  | { readonly kind: 'ends'; readonly most: number }
  /** It rests on conditions that the model leaves open, each of which was taken either way. */
  | { readonly kind: 'open-conditions'; readonly conditions: readonly OpenCondition[] }
  /** It holds only because loops that can end do. */
  | { readonly kind: 'fairness' }
  /** No more deliveries came once more. It bounds no verdict: it is what was asked. */
  | { readonly kind: 'redeliveries'; readonly most: number };

/** Of what nothing was found against. */
export function statusWithin(bounds: readonly Bound[]): 'proved' | 'bounded' {
  return bounds.some(isLimit) ? 'bounded' : 'proved';
}

/** Whether it leaves runs out that were asked about. */
export function isLimit({ kind }: Bound): boolean {
  return kind !== 'redeliveries';
}

/** What every search of a choreography leaves open: services whose messages have different keys, and states of too many values. */
export function boundsOfModel(choreography: Choreography): readonly Bound[] {
  const wide = choreography.participants.flatMap(({ name: service, states }) =>
    states
      .filter(({ type }) => valuesOf(type) === undefined)
      .map(({ name: state }) => ({ kind: 'wide-state', service, state, most: mostStateValues }) as const),
  );
  return [...servicesOfSeveralKeys(choreography).map(one => ({ kind: 'keys', ...one }) as const), ...wide];
}
