/** Finds who emitted each message of a run, and when. The run itself only records who takes it. */
import { keysText } from '@choreo/analysis/runs';
import type { Fact, Run, RunStep } from '@choreo/analysis/runs';

export interface Origin {
  readonly emitter: string;
  /** Index of the step that emitted it; the step itself if the message comes from outside with it. */
  readonly step: number;
  /** Which of that step's firings; none if it comes from outside. */
  readonly firing?: number;
  /** Whether it comes from outside. */
  readonly enters: boolean;
}

interface Publication extends Origin {
  readonly takers: Set<string>;
}

/** For each step, where the message that it takes was emitted; undefined if it takes none. If several are alike, the oldest. */
export function originsOf(run: Run): readonly (Origin | undefined)[] {
  const published = new Map<string, Publication[]>();
  const publish = (key: string, publication: Publication): Publication => {
    const known = published.get(key);
    if (known) known.push(publication);
    else published.set(key, [publication]);
    return publication;
  };
  const keyOf = (step: RunStep, message: string, carrying: readonly Fact[]): string =>
    `${step.case} ${message} ${keysText(carrying)}`;
  return run.steps.map((step, index) => {
    const { kind, message, participant, entersFrom } = step;
    let origin: Publication | undefined;
    if (message !== undefined && isTaking(step)) {
      const key = keyOf(step, message, step.carrying);
      const known = published.get(key) ?? [];
      if (entersFrom !== undefined || kind === 'enter') {
        const emitter = entersFrom ?? participant;
        // One that is only sent reaches nobody yet, not even the service that sends it.
        const takers = new Set(kind === 'enter' ? [] : [participant]);
        origin = publish(key, { emitter, step: index, enters: true, takers });
      } else if (kind === 'redeliver') {
        origin = known.findLast(({ takers }) => takers.has(participant));
      } else {
        origin = known.find(({ takers }) => !takers.has(participant));
        origin?.takers.add(participant);
      }
    }
    step.firings.forEach(({ emits, keys }, firing) => {
      for (const [at, emitted] of emits.entries())
        publish(keyOf(step, emitted, keys?.[at] ?? []), {
          emitter: participant,
          step: index,
          firing,
          enters: false,
          takers: new Set(),
        });
    });
    return origin;
  });
}

function isTaking({ kind }: RunStep): boolean {
  return kind === 'deliver' || kind === 'redeliver' || kind === 'lose' || kind === 'enter';
}

/** Whether something that was emitted later arrived before the message. */
export function isOvertaken(origins: readonly (Origin | undefined)[], step: number): boolean {
  const emitted = origins[step]?.step;
  if (emitted === undefined) return false;
  return origins.slice(emitted + 1, step).some(other => other === undefined || other.step > emitted);
}
