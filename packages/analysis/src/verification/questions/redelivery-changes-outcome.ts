/** `redelivery-changes-outcome`: redeliveries that lead to other exits. */
import { flowSpan, reactionTo, spanOf } from '../claim.ts';
import type { Context, Question } from '../question.ts';
import { runTo } from '../search/paths.ts';
import type { Verdict } from '../verdict.ts';

export const redeliveryChangesOutcome: Question = {
  codes: ['redelivery-changes-outcome'],
  verdicts: redeliveryVerdicts,
  bounds: ({ limits, bounds }) => (limits.redeliveries > 0 ? bounds : undefined),
};

/** One verdict for each delivery whose redelivery leads to an ending that no run without redelivery has. */
function redeliveryVerdicts({ limits, main, plain, states }: Context): readonly Verdict[] {
  if (limits.redeliveries === 0 || (plain.exploration.bound && !main.exploration.bound)) return [];
  const { exploration, visitor, remember, program } = main;
  const found = new Map<string, Verdict>();
  for (const [key, { exits, state }] of visitor.ends) {
    if (plain.visitor.ends.has(key)) continue;
    const run = runTo(exploration, state, remember);
    const again = run.steps.findIndex(({ kind }) => kind === 'redeliver');
    const step = run.steps[again];
    if (!step?.message) continue;
    const name = `${step.participant} ${step.message}`;
    const known = found.get(name);
    if (known && (known.run?.steps.length ?? 0) <= run.steps.length) continue;
    const reaction = reactionTo(program.choreography, step.participant, step.message);
    found.set(name, {
      code: 'redelivery-changes-outcome',
      status: 'violated',
      bounds: [],
      span: reaction?.headSpan ?? spanOf(step) ?? flowSpan(program.choreography),
      about: reaction ? [reaction.span] : [],
      subject: { kind: 'redelivery', message: step.message, participant: step.participant, exits },
      run,
      badStep: again,
      states,
    });
  }
  return [...found.values()];
}
