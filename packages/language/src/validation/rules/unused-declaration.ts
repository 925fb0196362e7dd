/** A declaration that nothing uses. */
import type { Unused } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { removeDeclaration } from '../fixes/block.ts';
import { listed, quoted } from '../wording.ts';

export const unusedDeclaration = defineRule({
  code: 'unused-declaration',
  severity: 'hint',
  needsWholeModel: true,

  describe({ unused, carriedBy }) {
    return {
      message:
        carriedBy.length > 0
          ? `Only ${listed(carriedBy.map(place => place.channel))} names ${quoted(unused.declaration.name)}: nothing emits it or reacts to it. Use it in a service, or remove it.`
          : describeUnused(unused),
      related: carriedBy.map(({ channel, span }) => ({ message: `${quoted(channel)} carries it here.`, span })),
      tags: ['unnecessary'],
    };
  },

  fixes({ unused, carriedBy }, context) {
    if (carriedBy.length > 0) return [];
    const { declaration } = unused;
    return [{ title: `Remove \`${declaration.name}\``, edits: [removeDeclaration(declaration, context)] }];
  },

  dependsOn: ({ unused }) => [unused.declaration.name],
});

function describeUnused(unused: Unused): string {
  const name = quoted(unused.declaration.name);
  switch (unused.kind) {
    case 'event':
      return `Nothing emits the event ${name} or reacts to it. Use it in a service, or remove it.`;
    case 'command':
      return `Nothing sends the command ${name} or handles it. Use it in a service, or remove it.`;
    case 'type':
    case 'enum':
      return `No field uses the ${unused.kind} ${name}. Use it in a field, or remove it.`;
    case 'channel':
      return `The channel ${name} carries nothing. Add \`carries\` with its messages, or remove it.`;
    case 'state':
      return `Nothing in ${quoted(unused.participant)} reads or sets the state ${name}. Use it in a guard, or remove it.`;
    default:
      return unused satisfies never;
  }
}
