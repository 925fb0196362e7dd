/** Two elements with the same name. */
import type { DuplicateName } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { SourceText } from '../fixes/source-text.ts';
import { quoted } from '../wording.ts';

export const duplicateName = defineRule({
  code: 'duplicate-name',
  severity: 'error',
  isAllowable: false,

  describe: finding => ({
    message: describe(finding),
    related: [{ message: `The first ${quoted(finding.name)} is here.`, span: finding.first }],
  }),

  fixes({ kind, reaction, span }, context) {
    if (kind !== 'unlabelled-reaction' || !reaction) return [];
    const taken = new Set(
      context.choreography.participants
        .filter(one => one.name === reaction.participant)
        .flatMap(one => one.reactions.map(other => other.name)),
    );
    let number = 2;
    while (taken.has(`${reaction.name}${number}`)) number++;
    const source = SourceText.of(span, context);
    const edit = source.insert(source.offsetAt(span.range.start), `${reaction.name}${number}: `);
    return [{ title: `Label it \`${reaction.name}${number}\``, edits: [edit], isPreferred: true }];
  },
});

function describe({ kind, name, within }: DuplicateName): string {
  const what = quoted(name);
  switch (kind) {
    case 'event':
    case 'command':
    case 'type':
    case 'enum':
      return `${what} is declared more than once in this choreography: all events, commands, types and enums need different names, across all files. Rename or remove one.`;
    case 'participant':
      return `There is more than one service or actor ${what} in this choreography. Rename one, or merge them.`;
    case 'channel':
    case 'property':
    case 'scenario':
      return `There is more than one ${kind} ${what} in this choreography. Rename or remove one.`;
    case 'unlabelled-reaction':
      return `${quoted(within ?? '')} has another reaction named ${what}. Give one of them a label: \`label: on …\`.`;
    case 'payload-entry':
      return `The payload of ${quoted(within ?? '')} gives ${what} twice. Remove one.`;
    case 'field':
    case 'value':
    case 'state':
    case 'reaction':
      return `${quoted(within ?? '')} has more than one ${kind} ${what}. Rename or remove one.`;
    default:
      return kind satisfies never;
  }
}
