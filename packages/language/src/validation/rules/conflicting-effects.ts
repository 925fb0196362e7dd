/** Two reactions that one delivery fires both, and whose effects do not go together. */
import type { ConflictingEffects } from '@choreo/analysis/checks';
import { contentsText, expressionText } from '@choreo/analysis';
import type { Emission } from '@choreo/model';
import type { Related } from '../diagnostic.ts';
import { excludeOther } from '../fixes/exclude-guard.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../wording.ts';

type Conflict = ConflictingEffects['conflicts'][number];

export const conflictingEffects = defineRule({
  code: 'conflicting-effects',
  severity: 'warning',

  describe(finding) {
    const { reaction, other, message, conflicts } = finding;
    const problems = conflicts.map(conflict => problemOf(conflict, finding)).join('; ');
    return {
      message: `${quoted(other.id)} and ${quoted(reaction.id)} can both fire on one ${quoted(message)}: ${problems}. Let one reaction do both, or let their guards exclude one another.`,
      related: [
        { message: `${quoted(other.id)} is here.`, span: other.nameSpan },
        ...conflicts.flatMap(conflict => placesOf(conflict, finding)),
      ],
    };
  },

  // The guard of a join is asked before it fires.
  fixes: ({ reaction, other }, context) =>
    [reaction, other].some(({ trigger }) => trigger.kind === 'all') ? [] : excludeOther(reaction, other, context),
});

function problemOf(conflict: Conflict, { reaction, other }: ConflictingEffects): string {
  switch (conflict.kind) {
    case 'state': {
      const state = quoted(conflict.state);
      const [first, second] = [conflict.first, conflict.second].map(({ value }) => quoted(expressionText(value)));
      return conflict.isSame
        ? `both set ${state} to ${second} as it was before, so that the change counts once`
        : `the first sets ${state} to ${first}, the second to ${second}, which is what stays`;
    }
    case 'timer': {
      const timer = quoted(conflict.start.message);
      // The later one has the last word.
      const end = conflict.canceller === reaction ? 'it does not run' : 'it runs all the same';
      return `${quoted(conflict.starter.id)} starts the timer for ${timer}, ${quoted(conflict.canceller.id)} cancels it, and ${end}`;
    }
    case 'channel': {
      const { channel, first, second } = conflict;
      const [one, another] = [first, second].map(emitted);
      const messages =
        one === another ? `both emit ${quoted(first.message)}` : `the first emits ${one}, the second ${another}`;
      return `${messages}, and ${quoted(channel.name)} keeps them in an order that only the order of ${quoted(other.name)} and ${quoted(reaction.name)} in the text decides`;
    }
    default:
      return conflict satisfies never;
  }
}

/** A message with what it carries, as far as that is given. */
function emitted({ message, contents }: Emission): string {
  return quoted(contents ? `${message} ${contentsText(contents)}` : message);
}

function placesOf(conflict: Conflict, { reaction, other }: ConflictingEffects): Related[] {
  switch (conflict.kind) {
    case 'state': {
      const state = quoted(conflict.state);
      return [
        { message: `${quoted(other.id)} sets ${state} here.`, span: conflict.first.span },
        { message: `${quoted(reaction.id)} sets ${state} here.`, span: conflict.second.span },
      ];
    }
    case 'timer':
      return [
        { message: `${quoted(conflict.starter.id)} starts the timer here.`, span: conflict.start.span },
        { message: `${quoted(conflict.canceller.id)} cancels it here.`, span: conflict.cancel.span },
      ];
    case 'channel':
      return [
        { message: `${quoted(other.id)} emits ${quoted(conflict.first.message)} here.`, span: conflict.first.span },
        {
          message: `${quoted(reaction.id)} emits ${quoted(conflict.second.message)} here.`,
          span: conflict.second.span,
        },
      ];
    default:
      return conflict satisfies never;
  }
}
