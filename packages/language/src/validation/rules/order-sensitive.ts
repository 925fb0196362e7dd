/** A reaction that goes wrong where its message overtakes another. */
import type { OrderSensitive } from '@choreo/analysis/checks';
import type { Fix } from '../diagnostic.ts';
import { addToBlock, addToFile } from '../fixes/block.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { defineRule } from '../rule.ts';
import { quoted } from '../wording.ts';

export const orderSensitive = defineRule({
  code: 'order-sensitive',
  severity: 'hint',
  needsWholeModel: true,

  describe(finding) {
    const { overtaking } = finding;
    const { before, late, span } = overtaking;
    return {
      message: `${problemOf(finding)} ${wayOutOf(finding)}`,
      related: [
        { message: `${quoted(before.id)} ${deedOf(finding)} here.`, span },
        { message: `It waits for ${quoted(late.message)} here.`, span: late.span },
      ],
    };
  },

  fixes: (finding, context) => orderFixes(finding, context),
});

function problemOf({ reaction, overtaking, problem }: OrderSensitive): string {
  const early = quoted(overtaking.early.message);
  const late = quoted(overtaking.late.message);
  const before = quoted(overtaking.before.id);
  switch (problem.kind) {
    case 'dropped':
      return `${quoted(reaction.id)} does nothing where ${early} comes before ${late}: only then does ${before} set ${quoted(problem.state)}, and no channel keeps the two in order.`;
    case 'last-write':
      return `${quoted(reaction.id)} and ${before} both set ${quoted(problem.state)}, which so ends as ${early} or ${late} says, whichever is delivered last; no channel keeps the two in order.`;
    case 'timer':
      return `${quoted(reaction.id)} cancels ${quoted(problem.timer)}, but where ${early} comes before ${late}, ${before} starts that timer afterwards, and it fires all the same; no channel keeps the two in order.`;
    default:
      return problem satisfies never;
  }
}

function deedOf({ problem }: OrderSensitive): string {
  return problem.kind === 'timer' ? `starts ${quoted(problem.timer)}` : `sets ${quoted(problem.state)}`;
}

function wayOutOf({ problem, overtaking, orderable }: OrderSensitive): string {
  const both = `${quoted(overtaking.early.message)} and ${quoted(overtaking.late.message)}`;
  const ordering = orderable ? `, or let a channel carry ${both} \`ordered by ${orderable.key}\`` : '';
  switch (problem.kind) {
    case 'dropped':
      return `Say what happens then (\`else -> …\`)${ordering}.`;
    case 'last-write':
      return `Guard both by ${quoted(problem.state)}, so that it never goes back${ordering}.`;
    case 'timer':
      return `Note in a state that ${quoted(overtaking.early.message)} came, and let that state guard the start${ordering}.`;
    default:
      return problem satisfies never;
  }
}

/** Only where one service sends both: the order of what two services send no channel can know. */
function orderFixes({ overtaking, orderable }: OrderSensitive, context: EditContext): Fix[] {
  if (!orderable) return [];
  const { key, channel, emitter } = orderable;
  if (channel) {
    const edit = addToBlock(channel, `ordered by ${key}`, context);
    return edit ? [{ title: `Order \`${channel.name}\` by \`${key}\``, edits: [edit] }] : [];
  }
  const { early, late } = overtaking;
  const taken = new Set(context.choreography.channels.map(({ name }) => name));
  const name = [`from${emitter}`, `orderedFrom${emitter}`].find(candidate => !taken.has(candidate));
  const declared = context.choreography.messages.find(({ id }) => id === late.message);
  if (name === undefined || !declared) return [];
  const lines = [`channel ${name} {`, `\tcarries ${late.message}, ${early.message}`, `\tordered by ${key}`, '}'];
  return [{ title: `Add a channel that keeps them in order`, edits: [addToFile(declared.span.uri, lines, context)] }];
}
