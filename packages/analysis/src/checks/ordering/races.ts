/** Messages that arrive in either order, although one of them expects the effect of the other. */
import type { MessageRef, Reaction } from '@choreo/model';
import { evaluate } from '../../expressions/evaluate.ts';
import type { Known } from '../../expressions/value.ts';
import type { ReactionChoice, ReactionStep } from '../../graph/reaction-steps.ts';
import type { MessageOrder } from './message-order.ts';
import type { OrderSensitive, Overtaking } from './message-order.ts';
import type { Precedence } from './precedence.ts';

export class Races {
  readonly #order: MessageOrder;
  readonly #precedence: Precedence;

  constructor(order: MessageOrder, precedence: Precedence) {
    this.#order = order;
    this.#precedence = precedence;
  }

  /** How `early` can be delivered before any of the writers has acted, although a writer acts in the same run. */
  overtaking(early: MessageRef, writers: readonly Writer[]): Overtaking | undefined {
    if (!this.#precedence.comes(early.message)) return undefined;
    const choices = new Set(writers.map(({ choice }) => choice));
    for (const { step, span } of writers) {
      const late = step.takes.find(
        ({ message }) => message !== early.message && !this.#order.isKept(message, early.message),
      );
      // A join needs all messages: what follows one of them follows the join.
      if (!late || (step.needs === 'all' && step.takes.some(({ message }) => message === early.message))) continue;
      if (!step.takes.every(({ message }) => this.#precedence.comes(message))) continue;
      if (this.#precedence.canComeWithout(early.message, choices, late.message))
        return { early, before: step.reaction, late, span };
    }
    return undefined;
  }

  finding(reaction: Reaction, overtaking: Overtaking, problem: OrderSensitive['problem']): OrderSensitive {
    const orderable = this.#order.orderable(overtaking.late.message, overtaking.early.message);
    return {
      code: 'order-sensitive',
      reaction,
      overtaking,
      problem,
      ...(orderable ? { orderable } : {}),
      span: overtaking.early.span,
      about: [reaction.nameSpan, overtaking.before.nameSpan],
    };
  }

  /** Whether the message may be dropped: a request from outside, whose sender learns about it, or a message that comes again. */
  mayBeRefused(message: string): boolean {
    return this.#order.isRequestFromOutside(message) || this.#order.comesAgain(message);
  }
}

/** An alternative with its reaction, and the place of its effect. */
export interface Writer {
  readonly step: ReactionStep;
  readonly choice: ReactionChoice;
  readonly span: Overtaking['span'];
}

export function writersOf(steps: readonly ReactionStep[], state: string, enables: (value: Known) => boolean): Writer[] {
  return steps.flatMap(step =>
    step.choices.flatMap(choice => {
      const assignment = choice.assignments.findLast(one => one.state === state);
      if (!assignment) return [];
      return enables(evaluate(assignment.value, '', undefined)) ? [{ step, choice, span: assignment.span }] : [];
    }),
  );
}

export function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** How many reactions that set one state are compared pair by pair. */
export const mostWriters = 12;
