/** A reaction, or one of its alternatives, that no run takes. */
import { alternativeText } from '@choreo/analysis';
import { alternativeAt, compareSpans } from '@choreo/model';
import type { Reaction, Span } from '@choreo/model';
import { quoted } from '../wording.ts';
import { removeAlternativeFixes } from './remove-alternative.ts';
import { defineVerdictRule } from './verdict-rule.ts';
import type { SubjectOf } from './verdict-rule.ts';

export const deadAlternative = defineVerdictRule({
  code: 'dead-alternative',
  kind: 'alternative',
  severity: 'warning',

  claim: subject => (subject ? `Some run takes ${whatOf(subject)}` : 'Some run takes each reaction and alternative'),

  proof: () => '',

  violated(subject) {
    const { reaction, alternative, part } = subject;
    const name = quoted(reaction.id);
    if (part === 'within') {
      return `${name} never gives up: no run takes ${whatOf(subject)}. Remove this part, or fix what keeps the join from waiting.`;
    }
    if (part === 'at-most') {
      const limit = reaction.atMost?.times ?? 0;
      return `${name} never fires more than ${limit} ${limit === 1 ? 'time' : 'times'}: no run takes ${whatOf(subject)}. Remove this part, or fix what keeps the reaction from firing so often.`;
    }
    if (!alternative) {
      return `${name} never fires: no run gives it ${triggerNeeds(reaction)}. Remove it, or fix what keeps it from firing.`;
    }
    if (isElse(reaction, alternative)) {
      return `No run takes ${whatOf(subject)}, which is for all other cases. Let it do nothing (\`else -> nothing\`), or fix the conditions before it.`;
    }
    if (isBranchOfGap(reaction, alternative)) {
      return `No run takes ${whatOf(subject)}. Write \`else -> nothing\` as the last branch instead, so that its cases are not left out, or fix the condition that keeps it from being taken.`;
    }
    return `No run takes ${whatOf(subject)}. Remove it, or fix the condition that keeps it from being taken.`;
  },

  fixes: removeAlternativeFixes,
});

/** The only alternative of an `else`. */
function isElse({ body }: Reaction, alternative: Span): boolean {
  const last = body.kind === 'branches' ? body.branches.at(-1) : undefined;
  const [only, ...others] = last && !last.guard ? last.outcome.alternatives : [];
  return only !== undefined && others.length === 0 && compareSpans(only.span, alternative) === 0;
}

/** The only alternative of a branch without which the branches would leave out cases: there is no `else`. */
function isBranchOfGap({ body }: Reaction, alternative: Span): boolean {
  if (body.kind !== 'branches' || body.retry || body.branches.some(({ guard }) => !guard)) return false;
  return body.branches.some(({ outcome: { alternatives } }) => {
    const [only, ...others] = alternatives;
    return only !== undefined && others.length === 0 && compareSpans(only.span, alternative) === 0;
  });
}

function whatOf({ reaction, alternative, part }: SubjectOf<'alternative'>): string {
  const name = quoted(reaction.id);
  if (part === 'within') return `what follows \`within … else\` in ${name}`;
  if (part === 'at-most') return `what follows \`at most … else\` in ${name}`;
  const found = alternative && alternativeAt(reaction, alternative);
  return found ? `the alternative ${quoted(alternativeText(found))} of ${name}` : name;
}

function triggerNeeds({ trigger, guard }: Reaction): string {
  const what = trigger.kind === 'all' ? 'all of its messages for one case' : 'a message that it reacts to';
  return guard ? `${what} while its condition holds` : what;
}
