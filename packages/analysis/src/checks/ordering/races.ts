/** Reactions that two messages start in either order, and the state that both of them write. */
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

  /** A way for `early` to be delivered before any of the writers has done its part, though that comes too. */
  overtaking(early: MessageRef, writers: readonly Writer[]): Overtaking | undefined {
    if (!this.#precedence.comes(early.message)) return undefined;
    const choices = new Set(writers.map(({ choice }) => choice));
    for (const { step, span } of writers) {
      const late = step.takes.find(
        ({ message }) => message !== early.message && !this.#order.isKept(message, early.message),
      );
      // Of a join all messages are needed: what is behind one of them is behind the join.
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

  /** A request, since whoever asks from outside learns so; and what comes again in any case. */
  mayBeRefused(message: string): boolean {
    return this.#order.isRequestFromOutside(message) || this.#order.comesAgain(message);
  }
}

/** An alternative with the reaction and the place where it does something. */
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

/** Of more reactions that set one state, not every two are compared. */
export const mostWriters = 12;
