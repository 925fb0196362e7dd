/** Services that depend on one another in a cycle. */
import type { Dependency } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { joined, listed, quoted } from '../wording.ts';

/** The most links that the message lists. */
const mostShown = 4;

export const serviceCycle = defineRule({
  code: 'service-cycle',
  severity: 'info',

  describe({ members, dependencies }) {
    const shown = dependencies.slice(0, mostShown).map(linkText);
    const left = dependencies.length - shown.length;
    if (left > 0) shown.push(`${left} more`);
    return {
      message:
        `${listed(members)} depend on one another in a cycle: ${joined(shown)}. None can be changed or tested without the others. ` +
        'To break the cycle, ask with a command and answer with an event: then only the service that asks depends on the other.',
      related: dependencies.slice(0, 20).map(dependency => ({
        message: `${linkText(dependency)} here.`,
        span: dependency.span,
      })),
    };
  },
});

function linkText({ from, to, message, by }: Dependency): string {
  return by === 'event'
    ? `${quoted(from)} reacts to ${quoted(message)} of ${quoted(to)}`
    : `${quoted(from)} sends ${quoted(message)} to ${quoted(to)}`;
}
