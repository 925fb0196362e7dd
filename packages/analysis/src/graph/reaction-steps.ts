/** What reactions can do, divided into steps: each fires on messages and picks one of its alternatives. */
import type { Alternative, Assignment, Emission, Expression, MessageRef, Outcome, Reaction } from '@choreo/model';

/**
 * `body`: the reaction itself · `within`: its join gives up, for which one of the messages is enough · `at-most`: it has
 * reached its limit, and does this instead · `retry`: nothing takes the delivery, and it has been refused often enough.
 */
export interface ReactionStep {
  readonly reaction: Reaction;
  readonly part: 'body' | 'within' | 'at-most' | 'retry';
  /** Whether it needs all messages, or any one of them. */
  readonly needs: 'all' | 'any';
  /** Without repetitions. */
  readonly takes: readonly MessageRef[];
  readonly choices: readonly ReactionChoice[];
}

/** One alternative, with the conditions under which it can be picked. */
export interface ReactionChoice {
  readonly alternative: Alternative;
  readonly emissions: readonly Emission[];
  readonly assignments: readonly Assignment[];
  readonly holds: readonly Expression[];
  /** Guards of earlier branches. */
  readonly fails: readonly Expression[];
}

export function stepsOf(reaction: Reaction): ReactionStep[] {
  const { messages } = reaction.trigger;
  const takes = messages.length < 2 ? messages : [...new Map(messages.map(ref => [ref.message, ref])).values()];
  const holds = reaction.guard ? [reaction.guard] : [];
  const needs = reaction.trigger.kind === 'all' ? 'all' : 'any';
  const steps: ReactionStep[] = [{ reaction, part: 'body', needs, takes, choices: bodyChoices(reaction, holds) }];
  if (reaction.within) {
    const choices = choicesOf(reaction.within.otherwise, [], []);
    steps.push({ reaction, part: 'within', needs: 'any', takes, choices });
  }
  if (reaction.atMost) {
    const choices = choicesOf(reaction.atMost.otherwise, holds, []);
    steps.push({ reaction, part: 'at-most', needs, takes, choices });
  }
  const refused = refusedChoices(reaction, holds);
  if (refused.length > 0) steps.push({ reaction, part: 'retry', needs, takes, choices: refused });
  return steps;
}

function refusedChoices({ retry, guard, body }: Reaction, holds: readonly Expression[]): ReactionChoice[] {
  const choices = retry?.bound ? choicesOf(retry.bound.otherwise, [], guard ? [guard] : []) : [];
  if (body.kind !== 'branches' || !body.retry?.bound) return choices;
  const fails = body.branches.flatMap(branch => branch.guard ?? []);
  return [...choices, ...choicesOf(body.retry.bound.otherwise, holds, fails)];
}

function bodyChoices({ body }: Reaction, holds: readonly Expression[]): ReactionChoice[] {
  switch (body.kind) {
    case 'sink':
      return [];
    case 'outcome':
      return choicesOf(body.outcome, holds, []);
    case 'branches': {
      const earlier: Expression[] = [];
      return body.branches.flatMap(({ guard, outcome }) => {
        const choices = choicesOf(outcome, guard ? [...holds, guard] : holds, [...earlier]);
        if (guard) earlier.push(guard);
        return choices;
      });
    }
    default:
      return body satisfies never;
  }
}

/** The alternatives of an outcome that is reached if `holds` are true and `fails` are false. */
export function choicesOf(
  outcome: Outcome,
  holds: readonly Expression[],
  fails: readonly Expression[],
): ReactionChoice[] {
  return outcome.alternatives.map(alternative => {
    const emissions: Emission[] = [];
    const assignments: Assignment[] = [];
    for (const item of alternative.items) {
      if (item.kind === 'emit') emissions.push(item);
      else if (item.kind === 'set') assignments.push(item);
    }
    return { alternative, emissions, assignments, holds, fails };
  });
}
