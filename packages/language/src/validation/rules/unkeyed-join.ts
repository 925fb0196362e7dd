/** A join that cannot tell which of its messages belong together. */
import type { UnkeyedJoin } from '@choreo/analysis/checks';
import { typeText } from '@choreo/analysis';
import { namesOf } from '@choreo/model';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { addKey, makeKey } from '../fixes/field-edits.ts';
import { optionalPlaces, requireFixes } from '../fixes/require-field.ts';
import { SourceText, replaceSpan } from '../fixes/source-text.ts';
import { defineRule } from '../rule.ts';
import { joined, listed, quoted } from '../wording.ts';

export const unkeyedJoin = defineRule({
  code: 'unkeyed-join',
  severity: 'error',
  // Those that have the key find one another.
  milder: ({ problem }) => (problem.kind === 'optional' ? 'warning' : undefined),

  describe({ problem }) {
    switch (problem.kind) {
      case 'no-key': {
        const names = listed(problem.keys.map(({ message }) => message));
        const [field] = problem.shared;
        const by = field === undefined ? '`by` with a field that all of them have' : `\`by ${field}\``;
        return {
          message: `${names} share no key, so this join cannot tell which of them belong together. Give them a \`key\` with the same name, or add ${by}.`,
          related: [],
        };
      }
      case 'by-missing': {
        const [field] = problem.shared;
        const wayOut = field === undefined ? 'Add the field.' : `Add the field, or join by ${quoted(field)}.`;
        return {
          message: `${listed(problem.on)} ${problem.on.length > 1 ? 'have' : 'has'} no field ${quoted(problem.field)} to join by. ${wayOut}`,
          related: [],
        };
      }
      case 'optional': {
        const [field] = problem.shared;
        const some = listed(problem.on.map(({ message }) => message.id));
        const wayOut = field === undefined ? 'Make it required.' : `Make it required, or join by ${quoted(field)}.`;
        return {
          message: `${some} may come without ${quoted(problem.field)}, and ${problem.on.length > 1 ? 'are' : 'is'} then joined with nothing that has it. ${wayOut}`,
          related: optionalPlaces(problem.on),
        };
      }
      case 'types-differ': {
        const types = problem.types.map(({ message, type }) => `${quoted(typeText(type))} in ${quoted(message)}`);
        return {
          message: `${quoted(problem.field)} is ${joined(types)}, so the join never finds two equal values. Give it the same type in all of them.`,
          related: problem.types.map(({ message, type, field }) => ({
            message: `It is ${quoted(typeText(type))} in ${quoted(message)}.`,
            span: field.nameSpan,
          })),
        };
      }
      default:
        return problem satisfies never;
    }
  },

  fixes(finding, context) {
    const { problem, reaction } = finding;
    if (problem.kind === 'by-missing') {
      return problem.shared.map(field => ({
        title: `Join by \`${field}\``,
        edits: [replaceSpan(finding.span, field)],
      }));
    }
    if (problem.kind === 'optional') return requireFixes(problem.field, problem.on, context);
    if (problem.kind !== 'no-key') return [];
    const source = SourceText.of(reaction.trigger.span, context);
    const end = source.offsetAt(reaction.trigger.span.range.end);
    const byFixes = problem.shared.map(field => ({
      title: `Join by \`${field}\``,
      edits: [source.insert(end, ` by ${field}`)],
    }));
    return [...byFixes, ...shareKey(finding, context)].slice(0, 4);
  },
});

/** Gives the key of one message to the others too. */
function shareKey({ problem }: UnkeyedJoin, context: EditContext): Fix[] {
  if (problem.kind !== 'no-key') return [];
  const names = namesOf(context.choreography);
  const messages = problem.keys.flatMap(({ message }) => names.messages.get(message) ?? []);
  if (messages.some(message => message.choreography !== context.choreography.name)) return [];
  const keys = new Map(
    messages.flatMap(message =>
      names.allFields(message).flatMap(field => (field.key ? [[field.name, field.type] as const] : [])),
    ),
  );
  return [...keys].flatMap(([name, type]) => {
    const edits = messages.map(message => {
      const field = names.allFields(message).find(other => other.name === name);
      if (!field) return addKey(message, name, type, context);
      if (field.key) return undefined;
      // Do not turn a field into a key if it has another type, or if other messages inherit it.
      return message.fields.includes(field) && typeText(field.type) === typeText(type) ? makeKey(field, context) : null;
    });
    if (edits.includes(null)) return [];
    const lacking = messages.filter((_, index) => edits[index] !== undefined).map(message => message.name);
    const title = `Make \`${name}\` a key of ${listed(lacking)}`;
    return [{ title, edits: edits.filter(edit => edit !== undefined && edit !== null) }];
  });
}
