/** Carries out the reactions of a service to one delivery. */
import { caseOf, type Contract } from './contract.ts';
import type { CloudEvent } from './cloud-event.ts';
import type { Effect, StateValues } from './effect.ts';
import type { Context } from './handler.ts';
import { own } from './own.ts';
import type { Reaction, Refusing, Run } from './reaction.ts';
import { firstToGiveUp } from './refusal.ts';
import type { Firing, ServiceDefinition, Entries } from './service-definition.ts';
import type { Step } from './step.ts';

/** A reaction that is about to fire. */
interface Ready<S> {
  readonly reaction: Reaction<S>;
  readonly caseName: string;
  readonly events: readonly CloudEvent[];
  readonly because: Firing['because'];
  readonly run: Run<S>;
}

/** Effects of reactions that succeeded, kept while other reactions to the same delivery are tried again. */
export type Done = Map<string, readonly Effect[]>;

export type ContextOf = <S>(reaction: string, events: readonly CloudEvent[], state: S) => Context<S>;

/** The reactions to a message, each with its case. */
export function reactionsTo<S extends StateValues, E extends Entries>(
  service: ServiceDefinition<S, E>,
  event: CloudEvent,
): readonly { readonly reaction: Reaction<S>; readonly contract: Contract; readonly caseName: string }[] {
  return service.reactions.flatMap(reaction => {
    const contract = reaction.contracts.find(candidate => candidate.type === event.type);
    if (!contract) return [];
    return [{ reaction, contract, caseName: caseOf(event, reaction.join?.by ?? service.key ?? contract.key) }];
  });
}

/**
 * One delivery. All guards see the state before the delivery; joins collect; then handlers run; finally, their effects are
 * applied, in the order of the reactions. `refusals`: how often it has been refused before.
 */
export async function react<S extends StateValues, E extends Entries>(
  service: ServiceDefinition<S, E>,
  event: CloudEvent,
  now: number,
  step: Step,
  contextOf: ContextOf,
  done: Done,
  refusals: number,
): Promise<Reacted> {
  const stateOf = (caseName: string): S => ({ ...service.state, ...step.record(caseName).state });
  const states = new Map(reactionsTo(service, event).map(({ caseName }) => [caseName, stateOf(caseName)]));
  const ready: Ready<S>[] = [];
  let matched = false;
  let unmet: Unmet<S> | undefined;
  for (const { reaction, caseName } of reactionsTo(service, event)) {
    const state = states.get(caseName) ?? service.state;
    if (!reaction.accepts(event, state)) {
      const refusing = reaction.refuses(event, state);
      if (refusing) unmet = firstToGiveUp(unmet, { reaction, caseName, refusing });
      continue;
    }
    matched = true;
    const events = reaction.join ? step.collect(caseName, reaction, { event, at: now }) : [event];
    const run = events && reaction.fire(events, state);
    if (!run) continue;
    const count = own(step.record(caseName).fired, reaction.name) ?? 0;
    const spent = reaction.atMost !== undefined && count >= reaction.atMost;
    ready.push({
      reaction,
      caseName,
      events,
      because: spent ? 'limit reached' : 'trigger',
      run: spent ? reaction.exhausted(events) : run,
    });
    if (reaction.atMost !== undefined && !spent) step.countFiring(caseName, reaction.name);
  }
  if (!matched && unmet) {
    const { reaction, caseName, refusing } = unmet;
    if (refusing.times === undefined || refusals + 1 < refusing.times)
      return { kind: 'refused', bounded: refusing.times !== undefined };
    matched = true;
    ready.push({ reaction, caseName, events: [event], because: 'refused too often', run: refusing.run });
  }

  for (const { reaction, caseName, events, run } of ready) {
    if (done.has(reaction.name)) continue;
    done.set(reaction.name, await run(contextOf(reaction.name, events, states.get(caseName) ?? service.state)));
  }
  const fired = ready.map(({ reaction, caseName, events, because }): Firing => {
    const emitted = step.apply(caseName, reaction.name, done.get(reaction.name) ?? [], event);
    return { reaction: reaction.name, because, causes: events, emitted };
  });
  return matched ? { kind: 'matched', fired } : { kind: 'unmatched' };
}

/** `matched`: at least one reaction took the delivery, if only to collect it · `refused`: none did, and one of them waits for it. */
export type Reacted =
  | { readonly kind: 'matched'; readonly fired: readonly Firing[] }
  | { readonly kind: 'unmatched' }
  | { readonly kind: 'refused'; readonly bounded: boolean };

/** A reaction that does not accept the delivery yet. */
interface Unmet<S> {
  readonly reaction: Reaction<S>;
  readonly caseName: string;
  readonly refusing: Refusing<S>;
}
