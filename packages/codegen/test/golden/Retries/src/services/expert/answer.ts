import type { AnswerHandler } from './expert.gen.ts';

/**
 * How Expert reacts:
 *
 *     answer: on Asked -> Answered
 *
 * Choreo wrote this file once and never overwrites it. Now it is yours.
 */
export const answer: AnswerHandler = async (_asked, { emit }) => {
  // TODO: fill in Answered. The values here are examples.
  return emit.Answered({ text: 'An example' });
};
