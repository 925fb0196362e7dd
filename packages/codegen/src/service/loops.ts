/** Which messages lead back to which, so that a handler's example does not run in a circle. */
import { emissionsOf, type Alternative, type Choreography, type Reaction, type Schedule } from '@choreo/model';

export interface Loops {
  /** Whether emitting this alternative can make the reaction fire again. */
  leadsBack(alternative: Alternative, source: Reaction | Schedule): boolean;
  leadsBackTo(message: string, source: Reaction | Schedule): boolean;
}

export function createLoops(choreography: Choreography): Loops {
  const next = new Map<string, Set<string>>();
  for (const { reactions } of choreography.participants) {
    for (const reaction of reactions) {
      for (const { message } of reaction.trigger.messages) {
        const emitted = next.get(message) ?? new Set<string>();
        for (const emission of emissionsOf(reaction)) emitted.add(emission.message);
        next.set(message, emitted);
      }
    }
  }
  const reachable = new Map<string, ReadonlySet<string>>();
  const from = (message: string): ReadonlySet<string> => {
    const known = reachable.get(message);
    if (known) return known;
    const found = new Set([message]);
    for (const reached of found) for (const further of next.get(reached) ?? []) found.add(further);
    reachable.set(message, found);
    return found;
  };
  const leadsBackTo: Loops['leadsBackTo'] = (message, source) =>
    'trigger' in source && source.trigger.messages.some(trigger => from(message).has(trigger.message));
  return {
    leadsBackTo,
    leadsBack: ({ items }, source) => items.some(item => item.kind === 'emit' && leadsBackTo(item.message, source)),
  };
}
