/** What `order-sensitive` advises, from anywhere in the head of the reaction that it is about. */
import { fixesFor } from '../../validation/diagnose.ts';
import type { Refactoring } from './refactoring.ts';

export const rememberOrder: Refactoring = {
  kind: 'refactor.rewrite',

  offersAt(place) {
    const { reaction } = place;
    if (!reaction) return [];
    const findings = place.findingsIn(reaction).filter(({ code }) => code === 'order-sensitive');
    return findings
      .flatMap(finding => fixesFor(finding, place))
      .filter(({ isRefactoring }) => isRefactoring)
      .map(({ title, edits }) => ({ title, plan: () => ({ steps: [{ label: title.replaceAll('`', ''), edits }] }) }));
  },
};
