/** How a payload answers what the model asks of it. */
import { expressionText } from '@choreo/analysis';
import { valueOf } from './condition.ts';
import { textOf } from './constant.ts';
import type { Constant } from './constant.ts';
import type { Payload } from './payload.ts';
import type { Question } from './questions.ts';

/** Of each question: a value, or undefined where it is open. */
export function answersOf(payload: Payload, questions: readonly Question[]): readonly (Constant | undefined)[] {
  const sight = { state: () => undefined, payload: () => payload };
  return questions.map(({ expression, isCondition }) => {
    const value = valueOf(expression, sight);
    if (value.kind !== 'constant') return undefined;
    return isCondition && value.value === null ? false : value.value;
  });
}

/** The same for payloads that answer alike, and for no others. */
export function signatureOf(answers: readonly (Constant | undefined)[]): string {
  return JSON.stringify(answers.map(answer => (answer === undefined ? '' : textOf(answer))));
}

/** The answers for people; what is open is left out. */
export function wordsOf(answers: readonly (Constant | undefined)[], questions: readonly Question[]): readonly string[] {
  return questions.flatMap(({ expression }, index) => {
    const answer = answers[index];
    if (answer === undefined) return [];
    if (answer === null) return [`${expressionText(expression, 4)} is missing`];
    if (typeof answer !== 'boolean') return [`${expressionText(expression, 4)} == ${String(answer)}`];
    return [answer ? expressionText(expression) : `not ${expressionText(expression, 3)}`];
  });
}
