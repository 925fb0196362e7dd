/** A message on the path drops the key that a later join or state needs. */
import type { KeyLost } from '@choreo/analysis/checks';
import { typeText } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import { addKey } from '../fixes/field-edits.ts';
import { defineRule } from '../rule.ts';
import { declaredHere, listed, quoted } from '../wording.ts';

/** A longer path is cut off after this many links. */
const mostSteps = 8;

export const keyLost = defineRule({
  code: 'key-lost',
  severity: 'warning',
  needsWholeModel: true,

  describe(finding) {
    const { message, key, way, others } = finding;
    const lacking = way.map(({ gives }) => gives);
    const [first] = way;
    const had = first ? `, although ${quoted(first.takes)}, which led to it, does` : '';
    return {
      message: `${needText(finding)}, but ${quoted(message.id)} does not carry that key${had}. Give ${listed(lacking)} the key ${quoted(key.name)}.`,
      related: [
        declaredHere(key.name, key.nameSpan),
        ...way.slice(0, mostSteps).map(({ reaction, takes, gives, span }) => ({
          message: `${quoted(reaction.id)} turns ${quoted(takes)} into ${quoted(gives)}, which has no ${quoted(key.name)}.`,
          span,
        })),
        ...others.map(other => ({ message: `${quoted(other.id)} needs it too.`, span: other.trigger.span })),
      ],
    };
  },

  fixes({ key, way }, context) {
    const names = namesOf(context.choreography);
    const messages = [...new Set(way.map(({ gives }) => gives))].flatMap(id => names.messages.get(id) ?? []);
    // A quick fix does not change messages of another choreography.
    if (messages.some(message => message.choreography !== context.choreography.name)) return [];
    const title = `Give ${listed(messages.map(({ name }) => name))} the key \`${key.name}: ${typeText(key.type)}\``;
    return [{ title, edits: messages.map(message => addKey(message, key.name, key.type, context)) }];
  },
});

function needText({ reaction, need, key }: KeyLost): string {
  const [name, needer] = [quoted(reaction.id), quoted(need.later.id)];
  return `${name} emits ${quoted(need.message)} with ${quoted(key.name)}, which ${needer} uses to tell cases apart`;
}
