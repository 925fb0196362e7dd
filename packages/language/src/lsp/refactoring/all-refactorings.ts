/** All refactorings, in the order in which they are offered. */
import { addMissingBranch } from './add-missing-branch.ts';
import { extractBase } from './extract-base.ts';
import { extractType } from './extract-type.ts';
import { inlineBase } from './inline-base.ts';
import { inlineType } from './inline-type.ts';
import { introduceTimeOut } from './introduce-time-out.ts';
import { makeIdempotent } from './make-idempotent.ts';
import { mergeIntoOr } from './merge-into-or.ts';
import { moveReaction } from './move-reaction.ts';
import type { Refactoring } from './refactoring.ts';
import { rememberOrder } from './remember-order.ts';
import { splitOr } from './split-or.ts';
import { splitService } from './split-service.ts';

export const allRefactorings: readonly Refactoring[] = [
  extractType,
  extractBase,
  inlineType,
  inlineBase,
  splitService,
  moveReaction,
  splitOr,
  mergeIntoOr,
  addMissingBranch,
  introduceTimeOut,
  rememberOrder,
  makeIdempotent,
];
