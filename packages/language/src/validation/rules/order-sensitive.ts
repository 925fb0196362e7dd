/** A reaction that goes wrong if its message overtakes another. */
import { statesIn } from '@choreo/analysis';
import type { OrderSensitive } from '@choreo/analysis/checks';
import type { Fix } from '../diagnostic.ts';
import { addToBlock, addToFile } from '../fixes/block.ts';
import { addBranch } from '../fixes/branches.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { rememberFixes } from '../fixes/remember-order.ts';
import { SourceText } from '../fixes/source-text.ts';
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

  fixes: (finding, context) => [
    ...orderFixes(finding, context),
    ...waitFixes(finding, context),
    ...rememberFixes(finding, context),
  ],
});

function problemOf({ reaction, overtaking, problem }: OrderSensitive): string {
  const early = quoted(overtaking.early.message);
  const late = quoted(overtaking.late.message);
  const before = quoted(overtaking.before.id);
  switch (problem.kind) {
    case 'dropped':
      return `${quoted(reaction.id)} does nothing if ${early} arrives before ${late}: ${before} sets ${quoted(problem.state)} only on ${late}, and no channel keeps the two in order.`;
    case 'last-write':
      return `${quoted(reaction.id)} and ${before} both set ${quoted(problem.state)}, so its final value depends on whether ${early} or ${late} is delivered last. No channel keeps the two in order.`;
    case 'timer':
      return `${quoted(reaction.id)} cancels ${quoted(problem.timer)}, but if ${early} arrives before ${late}, ${before} starts the timer afterwards, and it still fires. No channel keeps the two in order.`;
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
      return `Let it wait (\`else retry\`), add a branch for that case (\`else -> …\`)${ordering}.`;
    case 'last-write':
      return `Guard both with ${quoted(problem.state)}, so that it is never set back${ordering}.`;
    case 'timer':
      return `Remember in a state that ${quoted(overtaking.early.message)} has arrived, and check it in a guard before you start the timer${ordering}.`;
    default:
      return problem satisfies never;
  }
}

/** `else retry`, where what is dropped is decided: behind the guard, or among the branches. */
function waitFixes({ reaction, problem, overtaking }: OrderSensitive, context: EditContext): Fix[] {
  const { guard, body, headSpan, trigger } = reaction;
  if (problem.kind !== 'dropped' || trigger.kind === 'all') return [];
  const title = `Let \`${overtaking.early.message}\` wait with \`else retry\``;
  const last = body.kind === 'branches' ? body.branches.at(-1) : undefined;
  if (guard && statesIn([guard]).has(problem.state)) {
    const source = SourceText.of(headSpan, context);
    return [{ title, edits: [source.insert(source.offsetAt(headSpan.range.end), ' else retry')] }];
  }
  return last?.guard ? [{ title, edits: [addBranch(last, 'else retry', context)] }] : [];
}

function orderFixes({ overtaking, orderable }: OrderSensitive, context: EditContext): Fix[] {
  if (!orderable) return [];
  const { key } = orderable;
  if (orderable.channel) {
    const { channel } = orderable;
    const edit = addToBlock(channel, `ordered by ${key}`, context);
    return edit ? [{ title: `Order \`${channel.name}\` by \`${key}\``, edits: [edit] }] : [];
  }
  const { early, late } = overtaking;
  const owner = orderable.emitter ?? late.message;
  const taken = new Set(context.choreography.channels.map(({ name }) => name));
  const name = [`from${owner}`, `orderedFrom${owner}`].find(candidate => !taken.has(candidate));
  const declared = context.choreography.messages.find(({ id }) => id === late.message);
  if (name === undefined || !declared) return [];
  const lines = [`channel ${name} {`, `\tcarries ${late.message}, ${early.message}`, `\tordered by ${key}`, '}'];
  return [{ title: `Add a channel that keeps them in order`, edits: [addToFile(declared.span.uri, lines, context)] }];
}
