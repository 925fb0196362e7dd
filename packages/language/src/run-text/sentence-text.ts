/** Writes sentences of properties and steps of scenarios as in the source. */
import { expressionText, outcomeText } from '@choreo/analysis';
import type { Sentence, ScenarioStep } from '@choreo/model';
import { quoted } from '../validation/wording.ts';

/** "`A` leads to `B` | `C`": the user's names in backticks. */
export function sentenceText(sentence: Sentence): string {
  if (sentence.kind === 'at-all-times') return `at all times ${quoted(expressionText(sentence.condition))}`;
  if (sentence.kind === 'at-rest') {
    const premise = sentence.premise ? ` if ${quoted(sentence.premise.message)}` : '';
    return `at rest ${quoted(expressionText(sentence.condition))}${premise}`;
  }
  const subject = quoted(sentence.message.message);
  switch (sentence.kind) {
    case 'leads-to':
      return `${subject} leads to ${sentence.targets.map(({ message }) => quoted(message)).join(' | ')}`;
    case 'requires':
      return `${subject} requires ${quoted(sentence.required.message)}`;
    case 'excludes':
      return `${subject} excludes ${quoted(sentence.excluded.message)}`;
    case 'at-most':
      return `at most ${sentence.times} ${subject}`;
    case 'always':
      return `always ${subject}`;
    case 'never':
      return `never ${subject}`;
    case 'no-after':
      return `no ${subject} after ${quoted(sentence.earlier.message)}`;
    case 'compensated-by':
      return `${subject} compensated by ${quoted(sentence.compensation.message)} on ${quoted(sentence.failure.message)}`;
    default:
      return sentence satisfies never;
  }
}

/** `expect 2 A`, without the payload of a `given`. */
export function scenarioStepText(step: ScenarioStep): string {
  switch (step.kind) {
    case 'given':
      return `given ${step.message.message}`;
    case 'choose':
      return `choose ${step.reaction} -> ${outcomeText(step.outcome)}`;
    case 'expect':
      return `expect ${step.times === undefined ? '' : `${step.times} `}${step.message.message}`;
    case 'expect-at-rest':
      return `expect at rest ${expressionText(step.condition)}`;
    case 'expect-order':
      return `expect ${step.first.message} before ${step.second.message}`;
    case 'never':
      return `never ${step.message.message}`;
    case 'possible':
      return `possible ${step.message.message}`;
    default:
      return step satisfies never;
  }
}
