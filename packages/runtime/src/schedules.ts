/** `every 1h`: schedules on the clock, one tick after another. */
import type { Clock } from './clock.ts';
import type { Schedule } from './service-definition.ts';

/** Starts the schedules of a service. Each runs `ticks` times, or forever. The result stops them. */
export function startSchedules<S>(
  service: string,
  schedules: readonly Schedule<S>[],
  clock: Clock,
  ticks: number | undefined,
  run: (schedule: Schedule<S>, count: number) => Promise<void>,
): () => void {
  const pending = new Map<string, () => void>();
  let stopped = false;
  const wind = (schedule: Schedule<S>, count: number): void => {
    if (stopped || (ticks !== undefined && count > ticks)) return;
    const tick = async (): Promise<void> => {
      // A tick that fails to commit must not end the schedule.
      await run(schedule, count).finally(() => wind(schedule, count + 1));
    };
    const subject = { service, reaction: schedule.name, because: 'schedule' } as const;
    const task = (): Promise<void> => tick().catch(() => undefined);
    pending.set(schedule.name, clock.schedule(clock.now() + schedule.milliseconds, task, subject));
  };
  for (const schedule of schedules) wind(schedule, 1);
  return () => {
    stopped = true;
    for (const callOff of pending.values()) callOff();
  };
}
