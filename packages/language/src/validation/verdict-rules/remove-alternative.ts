/** Removes what no run takes: an alternative, a branch, or the reaction. */
import { compareSpans, namesOf, outcomesOf } from '@choreo/model';
import type { Branch, Outcome, Span } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { removeDeclaration } from '../fixes/block.ts';
import { addBranch } from '../fixes/branches.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import type { SubjectOf } from './verdict-rule.ts';

export function removeAlternativeFixes(subject: SubjectOf<'alternative'>, context: EditContext): Fix[] {
  const { alternative, part } = subject;
  const reaction = namesOf(context.choreography).reactions.get(subject.reaction.id);
  if (!reaction) return [];
  if (alternative) {
    const outcome = outcomesOf(reaction).find(({ alternatives }) => indexOf(alternatives, alternative) >= 0);
    if (!outcome) return [];
    if (outcome.alternatives.length > 1) return removeFrom(outcome, alternative, context);
    const branches = reaction.body.kind === 'branches' ? reaction.body.branches : [];
    return removeBranch(branches, outcome, context);
  }
  if (part !== 'body') return [];
  return [{ title: `Remove \`${reaction.id}\``, edits: [removeDeclaration(reaction, context)] }];
}

/** Removes the alternative together with its `|`. */
function removeFrom({ alternatives }: Outcome, span: Span, context: EditContext): Fix[] {
  const index = indexOf(alternatives, span);
  const before = alternatives[index - 1];
  const after = alternatives[index + 1];
  const source = SourceText.of(span, context);
  const start = source.offsetAt(before ? before.span.range.end : span.range.start);
  const end = source.offsetAt(before || !after ? span.range.end : after.span.range.start);
  return [{ title: 'Remove this alternative', edits: [source.replace(start, end, '')] }];
}

/**
 * Keeps the last branch, since the language has no empty list of branches. Without an `else` one that does nothing takes the place of the
 * branch: else its cases would be a gap, which is not known to be one that no run comes to.
 */
function removeBranch(branches: readonly Branch[], { span }: Outcome, context: EditContext): Fix[] {
  const branch = branches.find(({ outcome }) => compareSpans(outcome.span, span) === 0);
  if (!branch || branches.length < 2) return [];
  if (branch === branches.at(-1)) {
    const source = SourceText.of(branch.span, context);
    const [start, end] = [branch.span.range.start, branch.span.range.end].map(at => source.offsetAt(at));
    if (start === undefined || end === undefined) return [];
    return [{ title: 'Write `else -> nothing`', edits: [source.replace(start, end, 'else -> nothing')] }];
  }
  const removal = removeDeclaration({ ...branch, annotations: [] }, context);
  const last = branches.at(-1);
  if (!last?.guard) return [{ title: 'Remove this branch', edits: [removal] }];
  return [
    {
      title: 'Remove this branch, and add `else -> nothing`',
      edits: [removal, addBranch(last, 'else -> nothing', context)],
    },
  ];
}

function indexOf(alternatives: readonly { readonly span: Span }[], span: Span): number {
  return alternatives.findIndex(one => compareSpans(one.span, span) === 0);
}
