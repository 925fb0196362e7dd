/** Two reactions that look like alternatives, but both fire. */
import type { GuardOverlap } from '@choreo/analysis/checks';
import type { Expression } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
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

  fixes: (finding, context) => [...exclude(finding, context), ...label(finding, context)],
});

/** Adds `and not …`, if the names in the other guard are visible here too. */
function exclude({ reaction, other }: GuardOverlap, context: EditContext): Fix[] {
  const heard = new Set(other.trigger.messages.map(({ message }) => message));
  if (!reaction.guard || !other.guard || reaction.trigger.messages.some(({ message }) => !heard.has(message)))
    return [];
  const source = SourceText.of(reaction.guard.span, context);
  const own = source.slice(reaction.guard.span.range);
  const theirs = SourceText.of(other.guard.span, context).slice(other.guard.span.range);
  const text = `${bindsLooser(reaction.guard) ? `(${own})` : own} and not ${isAtom(other.guard) ? theirs : `(${theirs})`}`;
  const [start, end] = [reaction.guard.span.range.start, reaction.guard.span.range.end].map(at => source.offsetAt(at));
  const edit = source.replace(start ?? 0, end ?? 0, text);
  return [{ title: `Fire only if \`${other.id}\` does not`, edits: [edit] }];
}

function label({ reaction }: GuardOverlap, context: EditContext): Fix[] {
  const owner = context.choreography.participants.find(({ reactions }) => reactions.includes(reaction));
  const taken = new Set(owner?.reactions.filter(one => one !== reaction).map(one => one.name));
  let name = reaction.name;
  for (let number = 2; taken.has(name); number++) name = `${reaction.name}${number}`;
  const source = SourceText.of(reaction.nameSpan, context);
  const edit = source.insert(source.offsetAt(reaction.nameSpan.range.start), `${name}: `);
  return [{ title: `Label it \`${name}\`: both may fire`, edits: [edit] }];
}

function bindsLooser(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.operator === 'or';
}

function isAtom({ kind }: Expression): boolean {
  return kind === 'field' || kind === 'state' || kind === 'boolean';
}
