/** Runs for tests, played by hand, so that they do not depend on randomness. */
import { createSimulation, type Option, type Run, type SimulationOptions } from '@choreo/analysis/runs';
import type { Choreography } from '@choreo/model';

/**
 * Plays the steps one by one: `Payments OrderPlaced > PaymentTaken` (who, which message, what is emitted; without `>` any way),
 * with `redeliver`, `lose`, `timer`, `give-up`, `schedule` or `enter` in front for steps of other kinds.
 */
export function play(choreography: Choreography, steps: readonly string[], options: SimulationOptions = {}): Run {
  const simulation = createSimulation(choreography, options);
  for (const step of steps) {
    const found = simulation.options().find(option => isMeant(option, step));
    if (!found) {
      const possible = simulation.options().map(textOf).join('; ');
      throw new Error(`"${step}" cannot be done here, but: ${possible}`);
    }
    simulation.take(found.move);
  }
  return simulation.run;
}

export function playToEnd(choreography: Choreography, options: SimulationOptions = {}, maxSteps = 40): Run {
  return createSimulation(choreography, options).toEnd(maxSteps);
}

function isMeant(option: Option, written: string): boolean {
  const [head = '', emits] = written.split(' > ');
  const [all = '', emitted] = textOf(option).split(' > ');
  return all.trim() === head && (emits === undefined || emits === emitted);
}

function textOf({ step }: Option): string {
  const kind = step.kind === 'deliver' ? '' : `${step.kind} `;
  const emits = step.firings.flatMap(firing => [...firing.emits, ...firing.starts]).join(' ');
  return `${kind}${step.participant} ${step.message ?? ''}`.trim() + ` > ${emits}`;
}
