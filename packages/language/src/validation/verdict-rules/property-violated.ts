/** A sentence of a property that does not hold. */
import type { Run } from '@choreo/analysis/runs';
import type { Sentence } from '@choreo/model';
import { timesText } from '../../run-text/counting.ts';
import { afterSteps, emittersText, laterText, occurrencesOf, stepsText } from '../../run-text/occurrences.ts';
import { sentenceText } from '../../run-text/sentence-text.ts';
import { stateValuesText } from '../../run-text/state-values.ts';
import { joined, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';

export const propertyViolated = defineVerdictRule({
  code: 'property-violated',
  kind: 'sentence',
  severity: 'error',

  claim: subject => (subject ? sentenceText(subject.sentence) : 'Every sentence of a property holds'),

  asWell: ({ property, sentence }) => `breaks ${quoted(property.name)}: ${sentenceText(sentence)}`,

  violated: ({ property, sentence }, { verdict: { run } }) =>
    `${quoted(property.name)} does not hold: ${sentenceText(sentence)}, but ${breach(sentence, run)}`,
});

/** What the run does instead, and how to fix it. */
function breach(sentence: Sentence, run: Run | undefined): string {
  if (sentence.kind === 'at-rest') {
    const values = stateValuesText(sentence.condition, run) || 'it does not hold';
    return `${afterSteps(run)} nothing is left to do, and ${values}. Set the state on every path to the end, and guard what could set it to something else.`;
  }
  if (sentence.kind === 'at-all-times') {
    const values = stateValuesText(sentence.condition, run) || 'the run shown breaks it';
    return `${afterSteps(run)} ${values}. Guard what sets the state, or let one reaction set what belongs together.`;
  }
  const { message } = sentence.message;
  const name = quoted(message);
  switch (sentence.kind) {
    case 'leads-to': {
      const targets = joined(
        sentence.targets.map(target => quoted(target.message)),
        'or',
      );
      const never =
        run?.snapshots.at(-1)?.quiescent === false ? 'the run goes on forever without' : 'the run ends without';
      return `${name} happens${stepsText(message, run)} and ${never} ${targets} after it. Let every path from there lead to ${sentence.targets.length > 1 ? 'one of them' : 'it'}.`;
    }
    case 'requires':
      return `${emittersText([message], run) || `${name} happens`} before any ${quoted(sentence.required.message)}. Join the two, or add a guard on a state that remembers ${quoted(sentence.required.message)}.`;
    case 'excludes': {
      const both = [message, sentence.excluded.message];
      const emitters = new Set(both.flatMap(one => occurrencesOf(one, run)[0]?.participant ?? []));
      const wayOut =
        emitters.size === 1
          ? 'Remember in a state which of them has happened.'
          : 'Let one service decide between them, or remember in a state what has happened.';
      return `${emittersText(both, run) || 'both happen'} in one case. ${wayOut}`;
    }
    case 'at-most':
      return `one case can have ${name} ${timesText(Math.max(occurrencesOf(message, run).length, sentence.times + 1))}${stepsText(message, run)}. Remember in a state that it has happened, or bound the reaction with \`at most\`.`;
    case 'always':
      return run?.snapshots.at(-1)?.quiescent === false
        ? `a run can go on forever without ${name}. Let every path lead to it.`
        : `a run can end without ${name}. Let every path lead to it.`;
    case 'never':
      return `${emittersText([message], run) || `${name} happens`}. Guard the reactions that lead to it, or remove them.`;
    case 'no-after': {
      const earlier = quoted(sentence.earlier.message);
      return `${laterText(message, sentence.earlier.message, run)}. Guard the reaction that emits it on a state that remembers ${earlier}.`;
    }
    case 'compensated-by':
      return `the run shown breaks it. Let ${quoted(sentence.failure.message)} lead to ${quoted(sentence.compensation.message)} whenever ${name} has happened.`;
    default:
      return sentence satisfies never;
  }
}
