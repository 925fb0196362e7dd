/** All refactorings, in the order in which they are offered. */
import { addMissingBranch } from './add-missing-branch.ts';
import { makeIdempotent } from './make-idempotent.ts';
import { mergeIntoOr } from './merge-into-or.ts';
import { moveReaction } from './move-reaction.ts';
import type { Refactoring } from './refactoring.ts';
import { splitOr } from './split-or.ts';
import { splitService } from './split-service.ts';

export const allRefactorings: readonly Refactoring[] = [
  splitService,
  moveReaction,
  splitOr,
  mergeIntoOr,
  addMissingBranch,
  makeIdempotent,
];
