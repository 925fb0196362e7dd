/** A limit for a join, or for the answer to what a reaction asks. */
import { answerTimeOutFixes, joinTimeOutFixes } from '../../validation/fixes/time-out.ts';
import type { Refactoring } from './refactoring.ts';

export const introduceTimeOut: Refactoring = {
  kind: 'refactor.rewrite',

  offersAt(place) {
    const { reaction } = place;
    const model = reaction && place.modelOf(reaction);
    if (!model) return [];
    return [...joinTimeOutFixes(model, place), ...answerTimeOutFixes(model, place)].map(({ title, edits }) => ({
      title,
      plan: () => ({ steps: [{ label: 'Introduce a time-out', edits }] }),
    }));
  },
};
