/** A reaction that can never fire, with the messages that are missing. */
import type { Premise, UnreachableReaction } from '@choreo/analysis/checks';
import { defineRule } from '../rule.ts';
import { quoted } from '../wording.ts';

/** The most steps that the message lists; the related places show all. */
const mostSteps = 3;

export const unreachableReaction = defineRule({
  code: 'unreachable-reaction',
  severity: 'warning',
  needsWholeModel: true,

  describe(finding) {
    const { reaction, chain, root } = finding;
    const wayOut =
      root.kind === 'message'
        ? `Let something emit ${quoted(root.message)}, or remove the reaction.`
        : 'Let an actor or another reaction start the cycle, or remove the reaction.';
    return {
      message: `${quoted(reaction.id)} can never fire: ${explain(finding)}. ${wayOut}`,
      related: chain.slice(1).map(premise => ({
        message: premise.by
          ? `${quoted(premise.reaction.id)} waits for ${quoted(premise.awaits.message)}, which only ${quoted(premise.by.id)} emits.`
          : `${quoted(premise.reaction.id)} waits for ${quoted(premise.awaits.message)}, which ${neverComes(premise)}.`,
        span: premise.awaits.span,
      })),
    };
  },

  dependsOn: ({ root, chain }) => [
    ...(root.kind === 'message' ? [root.message] : []),
    ...chain.map(premise => premise.awaits.message),
  ],
});

/** "it waits for `C`, which comes from `S.b`, which waits for `A`, which nothing emits" */
function explain({ chain, root }: UnreachableReaction): string {
  const steps = chain.slice(0, mostSteps).map((premise, index) => {
    const { awaits, by } = premise;
    const start = index === 0 ? 'it waits for' : 'which waits for';
    return `${start} ${quoted(awaits.message)}, which ${by ? `only comes from ${quoted(by.id)}` : neverComes(premise)}`;
  });
  const listed = steps.join(', ');
  if (root.kind === 'cycle') return `${listed}, and so on in a cycle that nothing starts`;
  const last = chain.slice(0, mostSteps).at(-1);
  if (!last?.by) return listed;
  return `${listed}, and so on back to ${quoted(root.taker.id)}, which waits for ${quoted(root.message)}, which nothing emits`;
}

/** Behind "which". */
function neverComes({ isAnswer }: Premise): string {
  return isAnswer ? 'only answers what never happens' : 'nothing emits';
}
