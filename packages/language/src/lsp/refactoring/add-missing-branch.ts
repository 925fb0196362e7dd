/** The case that the branches or the guard of a reaction leave out, as a branch. */
import { reactionName } from '../../references/choreo-name-provider.ts';
import type { Reaction } from '../../generated/ast.ts';
import { isReaction } from '../../generated/ast.ts';
import { hasComment } from '../../validation/fixes/outcome-edits.ts';
import { missingBranchFixes } from '../../validation/fixes/missing-branches.ts';
import { headEnd } from './place.ts';
import type { Place } from './place.ts';
import type { Offer, Refactoring } from './refactoring.ts';

export const addMissingBranch: Refactoring = {
  kind: 'refactor.rewrite',

  offersAt(place) {
    const [reaction, ...others] = place.members.filter(isReaction);
    if (!reaction || others.length > 0) return [];
    if (!reaction.braced) return place.reaction ? branchesFor(reaction, place) : [];
    const model = place.modelOf(reaction);
    const fixes = model ? missingBranchFixes(model, place) : [];
    return fixes.map(({ title, edits }) => ({
      title,
      plan: () => ({ steps: [{ label: 'Add the missing branch', edits }] }),
    }));
  },
};

/** A guard becomes the first branch, so that the other case can be said. */
function branchesFor(reaction: Reaction, { source }: Place): readonly Offer[] {
  const { clauses, outcome, $cstNode: cst, trigger } = reaction;
  const guard = clauses.find(({ $type }) => $type === 'GuardClause');
  const rest = clauses.filter(clause => clause !== guard);
  // A limit counts firings, and a guard decides about these.
  if (!guard?.$cstNode || !cst || rest.some(({ $type }) => $type === 'RetryClause' || $type === 'AtMostClause'))
    return [];
  if ((trigger?.join.length ?? 0) > 0) return [];
  // What stands between the parts would be lost.
  if (hasComment(source.text.slice(guard.$cstNode.offset, outcome?.$cstNode?.offset ?? cst.end))) return [];
  const indent = source.indentAt(cst.offset);
  const does = outcome?.$cstNode?.text ?? 'nothing';
  const lines = [' {', `${source.indent}${guard.$cstNode.text} -> ${does}`, `${source.indent}else -> nothing`, '}'];
  const before = source.text.slice(0, guard.$cstNode.offset).trimEnd().length;
  const edits = [
    source.replace(before, guard.$cstNode.end, ''),
    source.replace(headEnd(reaction), cst.end, lines.join(`${source.eol}${indent}`)),
  ];
  const isLast = headEnd(reaction) === guard.$cstNode.end;
  const joined = isLast ? [source.replace(before, cst.end, lines.join(`${source.eol}${indent}`))] : edits;
  return [
    {
      title: `Say what \`${reactionName(reaction)}\` does otherwise: \`else -> nothing\``,
      plan: () => ({ steps: [{ label: 'Write the guard as a branch', edits: joined }] }),
    },
  ];
}
