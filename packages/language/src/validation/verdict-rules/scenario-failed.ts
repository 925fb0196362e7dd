/** A step of a scenario that does not hold. */
import { timesSeen, timesText } from '../../run-text/counting.ts';
import { stepsText } from '../../run-text/occurrences.ts';
import { scenarioStepText } from '../../run-text/sentence-text.ts';
import { listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';
import type { SubjectOf, VerdictContext } from './verdict-rule.ts';

export const scenarioFailed = defineVerdictRule({
  code: 'scenario-failed',
  kind: 'scenario',
  severity: 'error',

  claim: subject => (subject ? `Scenario ${quoted(subject.scenario.name)} holds` : 'Every scenario holds'),

  proof: subject => (subject ? 'on every run that fits it' : 'on every run'),

  violated(subject, context) {
    const { scenario, step } = subject;
    const expected = step ? ` at ${quoted(scenarioStepText(step))}` : '';
    return `Scenario ${quoted(scenario.name)} fails${expected}: ${reasonOf(subject, context)}`;
  },
});

/** Why, and the way out. */
function reasonOf({ step, why }: SubjectOf<'scenario'>, { choreography, verdict: { run } }: VerdictContext): string {
  if (!why) return 'no run fits its steps. Change what is given or chosen.';
  switch (why.kind) {
    case 'happened':
      return `${quoted(why.message)} happens${stepsText(why.message, run)} of the run shown. Fix the reactions, or the story.`;
    case 'did-not-happen': {
      const ends = run?.snapshots.at(-1)?.quiescent === false ? 'a run goes on for ever' : 'a run ends';
      return `${ends} without ${quoted(why.message)}. Fix the reactions, or write \`possible ${why.message}\` if it need not happen on every order of delivery.`;
    }
    case 'count': {
      const wanted = step?.kind === 'expect' && step.times !== undefined ? `, not ${timesText(step.times)}` : '';
      const found = why.count === 0 ? 'not at all' : timesSeen(why.count);
      return `${quoted(why.message)} happens ${found}${wanted}, on the run shown. Fix the reactions, or the number.`;
    }
    case 'order':
      return step?.kind === 'expect-order'
        ? `on the run shown ${quoted(step.second.message)} comes${stepsText(step.second.message, run)} without ${quoted(step.first.message)} before it. Let the one wait for the other, or expect both without an order.`
        : 'another order is possible. Let the one wait for the other.';
    case 'impossible':
      return `no order of delivery leads to ${quoted(why.message)}. Change what is given or chosen, or fix the reactions.`;
    case 'not-chosen':
      return step?.kind === 'choose'
        ? `${quoted(step.reaction)} never fires with that outcome on a run that fits the other steps. Give what it reacts to, or take the step out.`
        : 'no run chooses so. Take the step out.';
    case 'no-entry': {
      const entries = [
        ...new Set(choreography.participants.flatMap(({ emits }) => emits.map(({ message }) => message))),
      ];
      const instead = entries.length > 0 ? `Give ${listed(entries, 'or')}, or let` : 'Let';
      return `${quoted(why.message)} does not come in from outside. ${instead} an actor emit it.`;
    }
    default:
      return why satisfies never;
  }
}
