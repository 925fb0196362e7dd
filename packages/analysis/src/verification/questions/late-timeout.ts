/** `late-timeout`: answers that come after their timer has gone off. */
import type { Action } from '../../runs/program/action.ts';
import type { Stepper } from '../../runs/step.ts';
import type { FlowObserver } from '../flow-observer.ts';
import type { Context, Question } from '../question.ts';
import { pathTo, runAlong, stateAt, stepsFrom } from '../search/paths.ts';
import type { Verdict } from '../verdict.ts';

export const lateTimeout: Question = {
  codes: ['late-timeout'],
  observe: () => new LateAnswers(),
  verdicts: lateVerdicts,
};

interface LateAnswer {
  readonly late: number;
  /** The state before the step. */
  readonly from: number;
  readonly action: Action;
  readonly state: number;
}

export class LateAnswers implements FlowObserver {
  readonly #found = new Map<string, LateAnswer>();

  /** One verdict for each timer and answer. */
  get found(): readonly LateAnswer[] {
    return [...this.#found.values()];
  }

  get mayLackShortest(): boolean {
    return this.#found.size > 0;
  }

  step(from: number, action: Action, { late }: Stepper, state: number): void {
    if (late === undefined) return;
    const key = `${late} ${action.index}`;
    if (!this.#found.has(key)) this.#found.set(key, { late, from, action, state });
  }
}

function lateVerdicts({ main: { exploration, visitor, remember, program }, states }: Context): readonly Verdict[] {
  const found = new Map<string, Verdict>();
  for (const { late, from, state, action } of visitor.observed(LateAnswers)?.found ?? []) {
    const about = program.lates[late];
    if (!about) continue;
    const path = pathTo(exploration, from, remember);
    const target = stateAt(exploration, state);
    const last = [...stepsFrom(program, stateAt(exploration, from), remember)].find(
      step =>
        step.late === late &&
        step.move.action === action.index &&
        step.state.every((byte, index) => byte === target[index]),
    );
    const run = runAlong(program, { counts: path.counts, moves: last ? [...path.moves, last.move] : path.moves });
    const step = run.steps.at(-1);
    const answering = step?.firings.find(({ cancels }) => about.timer !== '' && cancels.includes(about.timer));
    const message = step?.message ?? about.message;
    const reaction = answering?.reaction ?? about.reaction.id;
    const key = `${reaction} ${about.timer} ${message}`;
    const known = found.get(key);
    if (known && (known.run?.steps.length ?? 0) <= run.steps.length) continue;
    found.set(key, {
      code: 'late-timeout',
      status: 'violated',
      bounds: [],
      span: answering?.span ?? about.span,
      about: [about.reaction.span],
      subject: { kind: 'timeout', reaction, timer: about.timer, message },
      run,
      badStep: Math.max(0, run.steps.length - 1),
      states,
    });
  }
  return [...found.values()];
}
