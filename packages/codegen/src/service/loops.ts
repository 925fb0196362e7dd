/** Finds cycles of messages, so that the example of a handler does not run in one. */
import { componentsOf } from '@choreo/analysis';
import { emissionsOf, type Alternative, type Choreography, type Reaction, type Schedule } from '@choreo/model';

export interface Loops {
  /** Whether emitting this alternative can make the reaction fire again. */
  leadsBack(alternative: Alternative, source: Reaction | Schedule): boolean;
  leadsBackTo(message: string, source: Reaction | Schedule): boolean;
}

export function createLoops(choreography: Choreography): Loops {
  const numbers = new Map<string, number>();
  const targets: Set<number>[] = [];
  const numberOf = (message: string): number => {
    const known = numbers.get(message);
    if (known !== undefined) return known;
    numbers.set(message, targets.length);
    return targets.push(new Set()) - 1;
  };
  for (const { reactions } of choreography.participants) {
    for (const reaction of reactions) {
      const emitted = emissionsOf(reaction).map(({ message }) => numberOf(message));
      for (const { message } of reaction.trigger.messages) {
        const from = numberOf(message);
        for (const number of emitted) targets[from]?.add(number);
      }
    }
  }
  const componentOf = new Int32Array(targets.length);
  for (const [component, members] of componentsOf(targets.length, node => [...(targets[node] ?? [])]).entries()) {
    for (const member of members) componentOf[member] = component;
  }
  // An emitted message leads back to the trigger if and only if both are in the same component.
  const leadsBackTo: Loops['leadsBackTo'] = (message, source) =>
    'trigger' in source &&
    source.trigger.messages.some(trigger => componentOf[numberOf(trigger.message)] === componentOf[numberOf(message)]);
  return {
    leadsBackTo,
    leadsBack: ({ items }, source) => items.some(item => item.kind === 'emit' && leadsBackTo(item.message, source)),
  };
}
