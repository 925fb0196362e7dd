/** Whether the conditions of a reaction mean something: of those that do not, nothing more is to be said. */
import type { Reaction } from '@choreo/model';
import type { FindingBase } from '../typing/finding-base.ts';

/** By the lines on which something is wrong, since findings name places. */
export function isFreeOf(errors: readonly FindingBase[]): (reaction: Reaction) => boolean {
  if (errors.length === 0) return () => true;
  const lines = new Set(errors.map(({ span }) => `${span.range.start.line} ${span.uri}`));
  return ({ span: { uri, range } }) => {
    for (let line = range.start.line; line <= range.end.line; line++) if (lines.has(`${line} ${uri}`)) return false;
    return true;
  };
}
