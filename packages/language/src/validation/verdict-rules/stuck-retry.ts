/** Deliveries that wait for a retry, which nothing will ever take. */
import { expressionText } from '@choreo/analysis';
import { retriesOf } from '@choreo/model';
import type { Reaction } from '@choreo/model';
import { multiset } from '../../run-text/counting.ts';
import { afterSteps } from '../../run-text/occurrences.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import { joined, listed, quoted } from '../wording.ts';
import { defineVerdictRule } from './verdict-rule.ts';
import type { SubjectOf } from './verdict-rule.ts';

export const stuckRetry = defineVerdictRule({
  code: 'stuck-retry',
  kind: 'retry',
  severity: 'error',

  claim: subject =>
    subject
      ? `Every message that ${quoted(subject.reaction.id)} refuses is taken in the end`
      : 'Every message that waits for a retry is taken in the end',

  violated({ reaction, left, behind }, { verdict: { run } }) {
    const others = [...new Set(behind)];
    const queue =
      others.length > 0
        ? ` ${listed(others)} ${others.length > 1 ? 'wait' : 'waits'} behind it on an ordered channel.`
        : '';
    return (
      `${joined(multiset(left, quoted))} can wait forever for ${quoted(reaction.id)}: ${afterSteps(run)}, nothing is left to do, and ${unmet(reaction)}.${queue} ` +
      'Let every path make it true in the end, or say what happens instead: `else retry 5 times then …`.'
    );
  },

  fixes: giveUp,
});

function unmet({ retry, guard, body }: Reaction): string {
  if (retry && guard) return `its condition ${quoted(expressionText(guard))} does not hold`;
  return body.kind === 'branches' ? 'none of its branches holds' : 'nothing takes it';
}

function giveUp({ reaction }: SubjectOf<'retry'>, context: EditContext): Fix[] {
  return retriesOf(reaction)
    .filter(({ bound }) => !bound)
    .slice(0, 1)
    .map(({ span }) => {
      const source = SourceText.of(span, context);
      const edits = [source.insert(source.offsetAt(span.range.end), ' 5 times then nothing')];
      return { title: 'Give up after 5 refusals', edits };
    });
}
