/** Whether the conditions of a reaction are well typed. Other checks skip those that are not. */
import type { Reaction } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';

/** Compares places, since findings name no reactions. */
export function isFreeOf(errors: readonly FindingBase[]): (reaction: Reaction) => boolean {
  if (errors.length === 0) return () => true;
  const lines = new Set(errors.map(({ span }) => `${span.range.start.line} ${span.uri}`));
  return ({ span: { uri, range } }) => {
    for (let line = range.start.line; line <= range.end.line; line++) if (lines.has(`${line} ${uri}`)) return false;
    return true;
  };
}
