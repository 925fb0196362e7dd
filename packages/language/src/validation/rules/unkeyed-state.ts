/** A state, timer or limit for which there can be no instance, since the key is lacking. */
import { keysThatFit, typeText } from '@choreo/analysis';
import type { UnkeyedState } from '@choreo/analysis/checks';
import { namesOf } from '@choreo/model';
import type { Message } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import { addKey } from '../fixes/field-edits.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { requireFixes } from '../fixes/require-field.ts';
import { replaceSpan, SourceText } from '../fixes/source-text.ts';
import { defineRule } from '../rule.ts';
import { declaredHere, listed, quoted } from '../wording.ts';

export const unkeyedState = defineRule({
  code: 'unkeyed-state',
  severity: 'error',
  needsWholeModel: true,

  describe: finding => ({ message: describe(finding), related: relatedTo(finding) }),

  fixes(finding, context) {
    const { participant, of } = finding;
    const names = keysThatFit(participant, context.choreography);
    const byKey = names.map(name => keepBy(finding, name, context));
    if ('schedule' in of) return [keepBy(finding, 'nothing', context)];
    const { why, message } = of;
    switch (why.kind) {
      case 'lacking':
      case 'part':
        return [...keyFixes(finding, context), ...byKey];
      case 'optional':
        return [...requireFixes(why.field.name, [{ message, field: why.field }], context), ...byKey];
      case 'no-key':
        return [keepBy(finding, 'nothing', context)];
      case 'asks-first':
        return keyFixes(finding, context);
      case 'alternative':
      case 'refused':
        return [];
      case 'join':
        return byKey;
      default:
        return why satisfies never;
    }
  },
});

/** Gives the message, and those in which the key got lost on the way to it, the field. */
function keyFixes({ of }: UnkeyedState, context: EditContext): readonly Fix[] {
  if ('schedule' in of || !of.field) return [];
  const { field, message, way } = of;
  const names = namesOf(context.choreography);
  const lacking: Message[] = way
    ? [...new Set(way.map(({ gives }) => gives))].flatMap(id => names.messages.get(id) ?? [])
    : [message];
  // A quick fix does not change messages of another choreography.
  if (lacking.some(one => one.choreography !== context.choreography.name)) return [];
  const title = `Give ${listed(lacking.map(({ name }) => name))} the key \`${field.name}: ${typeText(field.type)}\``;
  return [{ title, edits: lacking.map(one => addKey(one, field.name, field.type, context)) }];
}

function keepBy({ participant }: UnkeyedState, key: string, context: EditContext): Fix {
  const { keptBy, name, nameSpan } = participant;
  const source = SourceText.of(nameSpan, context);
  const edit = keptBy
    ? replaceSpan(keptBy.span, `by ${key}`)
    : source.insert(source.offsetAt(nameSpan.range.end), ` by ${key}`);
  return { title: `Write \`service ${name} by ${key}\``, edits: [edit] };
}

function describe({ participant, key, of }: UnkeyedState): string {
  const service = quoted(participant.name);
  const kept = `${service} keeps its state by ${listed(key)}`;
  if ('schedule' in of) {
    return `${quoted(of.schedule.id)} has no key, but ${kept}, so that there is no instance whose state it could change. Emit an event, and change the state when a message with the key comes; or write ${quoted(`service ${participant.name} by nothing`)} if one state for all cases is meant.`;
  }
  const { reaction, message, why } = of;
  const [id, trigger] = [quoted(reaction.id), quoted(message.id)];
  switch (why.kind) {
    case 'lacking': {
      const way = of.way
        ? `Give ${listed(of.way.map(({ gives }) => gives))} the key ${listed(why.fields)}.`
        : `Give ${trigger} the key, or let ${service} first take or emit a message that has ${listed(key)} and a key of ${trigger}.`;
      // Where they share one, none lacks it.
      const guessed = participant.keptBy
        ? ''
        : ` If another key is meant, say so: ${quoted(`service ${participant.name} by …`)}.`;
      return `${kept}, but ${trigger} has no ${listed(why.fields)}, and no other key that leads there, so that ${id} finds no state. ${way}${guessed}`;
    }
    case 'part':
      return `${kept}, but ${trigger} has no ${listed(why.fields)}, so that ${id} could mean several instances. Give ${trigger} the whole key, or keep the state by a key that all messages have.`;
    case 'optional':
      return `${kept}, but ${trigger} may come without ${quoted(why.field.name)}, so that ${id} would find no state then. Make the field required.`;
    case 'no-key':
      return `${service} keeps state, but none of its messages has a key, so that ${id} would mix up all cases. Give its messages a key, or write ${quoted(`service ${participant.name} by nothing`)} if one state for all cases is meant.`;
    case 'asks-first':
      return `${kept}, and ${id} begins a new instance with the message that it emits: there is no state yet that it could ask. Ask it in a later reaction, or give ${trigger} the key.`;
    case 'alternative':
      return `${kept}, and ${id} begins an instance with the message that it emits, but this alternative emits none with the key: it has nothing to keep the state for. Emit such a message here too, or remove what it sets, starts and cancels.`;
    case 'refused':
      return `${kept}, and ${id} gives up on ${trigger} where it finds no instance, so that there may be none to set or start anything for here. Only emit events here.`;
    case 'join':
      return `${id} joins by ${quoted(why.by)}, but ${kept}, so that its messages can belong to different instances. Join by ${listed(key)}, or ask and set no state here.`;
    default:
      return why satisfies never;
  }
}

function relatedTo({ participant, of }: UnkeyedState) {
  const { keptBy } = participant;
  const said = keptBy ? [{ message: `${quoted(participant.name)} says so here.`, span: keptBy.span }] : [];
  if ('schedule' in of) return said;
  const { message, field, way } = of;
  return [
    ...said,
    declaredHere(message.name, message.nameSpan),
    ...(field ? [declaredHere(field.name, field.nameSpan)] : []),
    ...(way ?? []).map(({ reaction, takes, gives, span }) => ({
      message: `${quoted(reaction.id)} turns ${quoted(takes)} into ${quoted(gives)}, which has no ${quoted(field?.name ?? '')}.`,
      span,
    })),
  ];
}
