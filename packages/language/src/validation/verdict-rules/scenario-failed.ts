/** A step of a scenario that does not hold. */
import { timesSeen, timesText } from '../../run-text/counting.ts';
import { afterSteps, stepsText } from '../../run-text/occurrences.ts';
import { scenarioStepText } from '../../run-text/sentence-text.ts';
import { stateValuesText } from '../../run-text/state-values.ts';
import { listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';
import type { SubjectOf, VerdictContext } from './verdict-rule.ts';

export const scenarioFailed = defineVerdictRule({
  code: 'scenario-failed',
  kind: 'scenario',
  severity: 'error',

  claim: subject => (subject ? `Scenario ${quoted(subject.scenario.name)} holds` : 'Every scenario holds'),

  proof: subject => (subject ? 'on every run that matches it' : 'on every run'),

  violated(subject, context) {
    const { scenario, step } = subject;
    const expected = step ? ` at ${quoted(scenarioStepText(step))}` : '';
    return `Scenario ${quoted(scenario.name)} fails${expected}: ${reasonOf(subject, context)}`;
  },
});

/** Why it fails, and how to fix it. */
function reasonOf({ step, why }: SubjectOf<'scenario'>, { choreography, verdict: { run } }: VerdictContext): string {
  if (!why) return 'no run matches its steps. Change its `given` or `choose` steps.';
  switch (why.kind) {
    case 'happened':
      return `${quoted(why.message)} happens${stepsText(why.message, run)} of the run shown. Fix the reactions, or the scenario.`;
    case 'did-not-happen': {
      const ends = run?.snapshots.at(-1)?.quiescent === false ? 'a run goes on forever' : 'a run ends';
      return `${ends} without ${quoted(why.message)}. Fix the reactions, or write \`possible ${why.message}\` if it does not have to happen in every order of delivery.`;
    }
    case 'count': {
      const wanted = step?.kind === 'expect' && step.times !== undefined ? `, not ${timesText(step.times)}` : '';
      const found = why.count === 0 ? 'not at all' : timesSeen(why.count);
      return `${quoted(why.message)} happens ${found}${wanted}, in the run shown. Fix the reactions, or the number.`;
    }
    case 'order':
      return step?.kind === 'expect-order'
        ? `in the run shown, ${quoted(step.second.message)} happens${stepsText(step.second.message, run)} without ${quoted(step.first.message)} before it. Let one wait for the other, or expect both without an order.`
        : 'another order is possible. Let one wait for the other.';
    case 'at-rest': {
      const values = step?.kind === 'expect-at-rest' ? stateValuesText(step.condition, run) : '';
      return `${afterSteps(run)} nothing is left to do, and ${values || 'it does not hold'}. Fix the reactions, or the condition.`;
    }
    case 'no-rest':
      return 'a run goes on forever, so that it is never at rest. Give the cycle an end, or remove this step.';
    case 'impossible':
      return `no order of delivery leads to ${quoted(why.message)}. Change the \`given\` or \`choose\` steps, or fix the reactions.`;
    case 'not-chosen':
      return step?.kind === 'choose'
        ? `${quoted(step.reaction)} never fires with that outcome on a run that matches the other steps. Add a \`given\` step for its trigger, or remove this step.`
        : 'no run makes this choice. Remove the step.';
    case 'no-entry': {
      const entries = [
        ...new Set(choreography.participants.flatMap(({ emits }) => emits.map(({ message }) => message))),
      ];
      const instead = entries.length > 0 ? `Give ${listed(entries, 'or')}, or let` : 'Let';
      return `${quoted(why.message)} does not come from outside. ${instead} an actor emit it.`;
    }
    default:
      return why satisfies never;
  }
}
