/** What a message that comes once more changes. */
import type { Choreography, Reaction } from '@choreo/model';
import { spanOf } from '../claim-verdicts.ts';
import { flowSpan } from '../claim.ts';
import type { Context } from '../question.ts';
import { runTo } from '../search/paths.ts';
import type { Verdict } from '../verdict.ts';

/** One for each delivery that, coming twice, leads to an end that no run without redelivery has. */
export function redeliveryVerdicts({ main, plain, bound, states }: Context): readonly Verdict[] {
  if (plain.exploration.bound !== undefined && bound.cut === undefined) return [];
  const { exploration, survey, remember, program } = main;
  const found = new Map<string, Verdict>();
  for (const [key, { exits, state }] of survey.ends) {
    if (plain.survey.ends.has(key)) continue;
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

function reactionTo({ participants }: Choreography, participant: string, message: string): Reaction | undefined {
  return participants
    .find(({ name }) => name === participant)
    ?.reactions.find(({ trigger }) => trigger.messages.some(ref => ref.message === message));
}
