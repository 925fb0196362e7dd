/** Two elements with the same name. */
import type { DuplicateName } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { SourceText } from '../fixes/source-text.ts';
import { listed, quoted } from '../wording.ts';

export const duplicateName = defineRule({
  code: 'duplicate-name',
  severity: 'error',
  isAllowable: false,

  describe: finding => ({
    message: describe(finding),
    related: [
      {
        message: finding.copied
          ? `This is ${quoted(namesOfFiles(finding.copied)[1])}.`
          : `The first ${quoted(finding.name)} is here.`,
        span: finding.first,
      },
    ],
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

function describe({ kind, name, within, copied }: DuplicateName): string {
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
    case 'file':
      return copied ? describeCopy(name, copied) : `This file is in ${what} twice. Remove one.`;
    case 'field':
    case 'value':
    case 'state':
    case 'reaction':
      return `${quoted(within ?? '')} has more than one ${kind} ${what}. Rename or remove one.`;
    default:
      return kind satisfies never;
  }
}

function describeCopy(choreography: string, copied: NonNullable<DuplicateName['copied']>): string {
  const { declared, same, different } = copied;
  const [copy, original] = namesOfFiles(copied).map(quoted);
  if (same === declared) {
    return `${copy} declares the same as ${original}, in the same choreography ${quoted(choreography)}. Remove it, or give it another choreography name.`;
  }
  const changed = different.length > 0 ? `, and ${listed(different)} with other contents` : '';
  return `${copy} declares much of what ${original} declares, in the same choreography ${quoted(choreography)}: ${same} of its ${declared} declarations are there in the same way${changed}. Keep each declaration in one of the two, or give this file another choreography name.`;
}

/** The copy and the original, with as many folders as it takes to tell them apart. */
function namesOfFiles({ copy, original }: NonNullable<DuplicateName['copied']>): [string, string] {
  const [one = [], other = []] = [copy, original].map(uri => uri.split('/').map(decoded));
  let length = 1;
  while (length < one.length && one.at(-length) === other.at(-length)) length++;
  const ending = (parts: readonly string[]) => parts.slice(-length).filter(Boolean).join('/');
  return [ending(one), ending(other)];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
