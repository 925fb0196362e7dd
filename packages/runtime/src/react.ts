/** Carries out the reactions of a service to one delivery. */
import type { CloudEvent } from './cloud-event.ts';
import type { InstanceKey } from './contract.ts';
import type { Effect, StateValues } from './effect.ts';
import type { Context } from './handler.ts';
import { beginningsOf, placeOfJoined, type Place } from './instances.ts';
import { own } from './own.ts';
import type { Refusing, Run } from './reaction.ts';
import { firstToGiveUp } from './refusal.ts';
import type { Firing, ServiceDefinition, Entries } from './service-definition.ts';
import type { Step } from './step.ts';
import type { CaseRecord } from './store.ts';

/** A reaction that is about to fire. */
interface Ready<S> {
  readonly place: Place<S>;
  readonly events: readonly CloudEvent[];
  readonly because: Firing['because'];
  readonly run: Run<S>;
}

/** Effects of reactions that succeeded, kept while other reactions to the same delivery are tried again. */
export type Done = Map<string, readonly Effect[]>;

export type ContextOf = <S>(reaction: string, events: readonly CloudEvent[], state: S, key: InstanceKey) => Context<S>;

/** What became of a delivery. `refused`: no reaction took it, and one of them waits for it. */
export type Reacted =
  | {
      readonly kind: 'finished';
      readonly fired: readonly Firing[];
      /** The reactions that found no instance. */
      readonly withoutInstance: readonly string[];
      /** Whether no reaction took the message, as if its guards all failed. */
      readonly isUnmatched: boolean;
    }
  | { readonly kind: 'refused'; readonly bounded: boolean };

/** Runs the handlers of reactions that begin an instance, since only what they emit decides which one; returns the cases. */
export async function begin<S extends StateValues, E extends Entries>(
  service: ServiceDefinition<S, E>,
  places: readonly Place<S>[],
  event: CloudEvent,
  contextOf: ContextOf,
  done: Done,
): Promise<readonly string[]> {
  for (const { reaction, kind, key } of places) {
    if (kind !== 'begins' || done.has(reaction.name) || !reaction.accepts(event, service.state)) continue;
    const run = reaction.fire([event], service.state);
    const effects = (await run?.(contextOf(reaction.name, [event], service.state, key))) ?? [];
    // What names no valid case is refused before it counts, so that the handler is asked again.
    beginningsOf(service.key ?? [], effects);
    done.set(reaction.name, effects);
  }
  return [...done.values()].flatMap(effects =>
    beginningsOf(service.key ?? [], effects).flatMap(({ caseName }) => caseName ?? []),
  );
}

/**
 * One delivery. All guards see the state before the delivery; joins collect; then handlers run; finally, their effects are
 * applied, in the order of the reactions. `refusals`: how often it has been refused before.
 */
export async function react<S extends StateValues, E extends Entries>(
  service: ServiceDefinition<S, E>,
  places: readonly Place<S>[],
  event: CloudEvent,
  now: number,
  before: ReadonlyMap<string, CaseRecord>,
  step: Step,
  contextOf: ContextOf,
  done: Done,
  refusals: number,
): Promise<Reacted> {
  const stateOf = ({ caseName }: Place<S>): S => ({ ...service.state, ...before.get(caseName ?? '')?.state });
  const ready: Ready<S>[] = [];
  const withoutInstance: string[] = [];
  let isUnmatched = true;
  let unmet: Unmet<S> | undefined;
  for (const arrival of places) {
    const { reaction, buffer } = arrival;
    const state = arrival.kind === 'missing' ? undefined : stateOf(arrival);
    if (!state || !reaction.accepts(event, state)) {
      const refusing = reaction.refuses(event, state);
      if (refusing) unmet = firstToGiveUp(unmet, { place: arrival, refusing });
      else if (!state) withoutInstance.push(reaction.name);
      continue;
    }
    isUnmatched = false;
    const events = buffer === undefined ? [event] : step.collect(buffer, reaction, { event, at: now });
    if (!events) continue;
    const place = placeOfJoined(arrival, events, service.key, before);
    const { caseName } = place;
    const run = reaction.fire(events, stateOf(place));
    if (!run) continue;
    const count = caseName === undefined ? 0 : (own(step.record(caseName).fired, reaction.name) ?? 0);
    const spent = reaction.atMost !== undefined && count >= reaction.atMost;
    ready.push({
      place,
      events,
      because: spent ? 'limit reached' : 'trigger',
      run: spent ? reaction.exhausted(events) : run,
    });
    if (reaction.atMost !== undefined && caseName !== undefined && !spent) step.countFiring(caseName, reaction.name);
  }
  if (isUnmatched && unmet) {
    const { place, refusing } = unmet;
    if (refusing.times === undefined || refusals + 1 < refusing.times)
      return { kind: 'refused', bounded: refusing.times !== undefined };
    isUnmatched = false;
    ready.push({ place, events: [event], because: 'refused too often', run: refusing.run });
  } else step.take(event);

  for (const { place, events, run } of ready) {
    const { reaction, key } = place;
    if (done.has(reaction.name)) continue;
    done.set(reaction.name, await run(contextOf(reaction.name, events, stateOf(place), key)));
  }
  const fired = ready.map(({ place, events, because }): Firing => {
    const { reaction, kind, caseName } = place;
    const effects = done.get(reaction.name) ?? [];
    const shares = kind === 'begins' ? beginningsOf(service.key ?? [], effects) : [{ caseName, effects }];
    const emitted = shares.flatMap(share => step.apply(share.caseName, reaction.name, share.effects, event));
    return { reaction: reaction.name, because, causes: events, emitted };
  });
  return { kind: 'finished', fired, withoutInstance, isUnmatched: isUnmatched && withoutInstance.length === 0 };
}

/** A reaction that does not accept the delivery yet. */
interface Unmet<S> {
  readonly place: Place<S>;
  readonly refusing: Refusing<S>;
}
