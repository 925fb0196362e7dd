/** Two reactions that look like alternatives, but both fire. */
import type { GuardOverlap } from '@choreo/analysis/checks';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { excludeOther } from '../fixes/exclude-guard.ts';
import { SourceText } from '../fixes/source-text.ts';
import { defineRule } from '../rule.ts';
import { declaredPlaces, whenText } from '../example-text.ts';
import { quoted } from '../wording.ts';

export const guardOverlap = defineRule({
  code: 'guard-overlap',
  severity: 'warning',

  describe({ reaction, other, message, example }) {
    const names =
      reaction.id === other.id
        ? `Two reactions ${quoted(reaction.id)}`
        : `${quoted(other.id)} and ${quoted(reaction.id)}`;
    const when = whenText(example);
    return {
      message: `${names} both fire on ${quoted(message)}${when}. Make one guard exclude the other, or label both reactions if both should fire.`,
      related: [
        { message: `This guard holds too.`, span: other.guard?.span ?? other.nameSpan },
        ...declaredPlaces(example),
      ],
    };
  },

  fixes: (finding, context) => [...excludeOther(finding.reaction, finding.other, context), ...label(finding, context)],
});

function label({ reaction }: GuardOverlap, context: EditContext): Fix[] {
  const owner = context.choreography.participants.find(({ reactions }) => reactions.includes(reaction));
  const taken = new Set(owner?.reactions.filter(one => one !== reaction).map(one => one.name));
  let name = reaction.name;
  for (let number = 2; taken.has(name); number++) name = `${reaction.name}${number}`;
  const source = SourceText.of(reaction.nameSpan, context);
  const edit = source.insert(source.offsetAt(reaction.nameSpan.range.start), `${name}: `);
  return [{ title: `Label it \`${name}\`: both may fire`, edits: [edit] }];
}
