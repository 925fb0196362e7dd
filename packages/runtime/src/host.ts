/** A running service: handles deliveries one at a time per case, with retries, then commits and publishes. */
import { createSystemClock } from './clock.ts';
import { identityOf, readCloudEvent, sourceOf, type CloudEvent } from './cloud-event.ts';
import { InvalidPayload, parsePayload } from './contract.ts';
import { describeDeadLetter, type DeadLetter } from './dead-letter.ts';
import type { StateValues } from './effect.ts';
import { createCaseLock } from './lock.ts';
import { createMemoryStore } from './memory-store.ts';
import { createOutbox } from './outbox.ts';
import { systemRandom } from './random.ts';
import { noMatch, react, reactionsTo, type ContextOf, type Done } from './react.ts';
import { startSchedules } from './schedules.ts';
import type { Entries, Firing, RunningService, ServiceDefinition, ServiceOptions } from './service-definition.ts';
import { createEvent, createStep, type Origin, type Step } from './step.ts';
import type { CaseRecord, Timer } from './store.ts';
import { createTimers } from './timers.ts';

export async function startHost<S extends StateValues, E extends Entries>(
  service: ServiceDefinition<S, E>,
  options: ServiceOptions,
): Promise<RunningService<E>> {
  const { transport, observer } = options;
  const store = options.store ?? createMemoryStore();
  const clock = options.clock ?? createSystemClock();
  const random = options.random ?? systemRandom;
  const source = sourceOf(service.choreography, service.name);
  const lock = createCaseLock();
  const outbox = createOutbox(store, transport, clock);
  const timers = createTimers(service.name, clock, fireTimer);

  const origin = (): Origin => ({ source, now: clock.now(), newId: () => random.id() });
  const contextFor =
    (attempt: number): ContextOf =>
    (reaction, events, state) => ({
      state,
      events,
      attempt,
      idempotencyKey: `${service.name}.${reaction}:${events.map(event => event.id).join('+')}`,
      now: () => new Date(clock.now()),
      newId: () => random.id(),
    });

  async function load(cases: readonly string[]): Promise<Map<string, CaseRecord>> {
    const records = new Map<string, CaseRecord>();
    for (const caseName of new Set(cases)) records.set(caseName, await store.load(caseName));
    return records;
  }

  /** Tries `work` on fresh steps until it succeeds; undefined if all attempts failed. */
  async function tryOut<T>(
    event: unknown,
    what: string,
    records: ReadonlyMap<string, CaseRecord>,
    work: (step: Step, contextOf: ContextOf) => Promise<T>,
  ): Promise<{ readonly step: Step; readonly result: T } | undefined> {
    const attempts = Math.max(1, options.attempts ?? 3);
    for (let count = 1; ; count++) {
      const step = createStep(records, origin());
      try {
        return { step, result: await work(step, contextFor(count)) };
      } catch (error) {
        if (count >= attempts) {
          const why = error instanceof Error ? error.message : String(error);
          await giveUp({ service: service.name, event, reason: `${what} failed: ${why}`, attempts: count, error });
          return undefined;
        }
        await clock.pause((options.retryDelay ?? 100) * 2 ** (count - 1));
      }
    }
  }

  async function giveUp(letter: DeadLetter): Promise<void> {
    if (options.onDeadLetter) await options.onDeadLetter(letter);
    else console.error(describeDeadLetter(letter));
  }

  async function commit(step: Step, fired: readonly Firing[], handled?: string): Promise<void> {
    const changes = step.commit(handled);
    await store.commit(changes);
    for (const [caseName, record] of changes.cases) timers.sync(caseName, record.timers);
    if (fired.length > 0) observer?.onStep?.({ service: service.name, fired });
    await outbox.publish(changes.outbox);
  }

  async function deliver(raw: unknown): Promise<void> {
    const event = readCloudEvent(raw);
    if (typeof event === 'string') {
      return giveUp({
        service: service.name,
        event: raw,
        reason: `this is not a CloudEvents 1.0 envelope: ${event}`,
        attempts: 1,
      });
    }
    const checked = check(event);
    if (!checked) return;
    if (checked instanceof InvalidPayload) {
      return giveUp({ service: service.name, event, reason: checked.message, attempts: 1, error: checked });
    }
    const cases = reactionsTo(service, checked).map(({ caseName }) => caseName);
    await lock.run(cases, async () => {
      const identity = identityOf(checked);
      if (await store.isHandled(identity)) {
        observer?.onDrop?.({ service: service.name, event: checked, why: 'redelivery' });
        return;
      }
      const done: Done = new Map();
      const outcome = await tryOut(checked, 'handling it', await load(cases), (step, contextOf) =>
        react(service, checked, clock.now(), step, contextOf, done),
      );
      if (!outcome) return;
      if (outcome.result === noMatch) observer?.onDrop?.({ service: service.name, event: checked, why: 'no match' });
      await commit(outcome.step, outcome.result, identity);
    });
  }

  /** The event with a checked payload; undefined if no reaction uses it. */
  function check(event: CloudEvent): CloudEvent | InvalidPayload | undefined {
    const [first] = reactionsTo(service, event);
    if (!first) return undefined;
    try {
      return { ...event, data: parsePayload(first.contract, event.data) };
    } catch (error) {
      if (error instanceof InvalidPayload) return error;
      throw error;
    }
  }

  async function fireTimer(caseName: string, timer: Timer): Promise<void> {
    await lock.run([caseName], async () => {
      const records = await load([caseName]);
      if (!records.get(caseName)?.timers.some(({ id }) => id === timer.id)) return;
      if (timer.kind === 'message') {
        const step = createStep(records, origin());
        const event = { ...timer.event, time: new Date(clock.now()).toISOString() };
        step.removeTimer(caseName, timer.id);
        step.emit(event);
        return commit(step, [{ reaction: timer.reaction, because: 'timer', causes: [], emitted: [event] }]);
      }
      const joining = service.reactions.find(({ name }) => name === timer.reaction);
      const waiting = createStep(records, origin()).abandon(caseName, timer.reaction);
      const outcome = await tryOut(waiting.at(-1), `giving up ${timer.reaction}`, records, async (step, contextOf) => {
        const events = step.abandon(caseName, timer.reaction);
        const state = { ...service.state, ...step.record(caseName).state };
        const effects = (await joining?.timedOut(events)(contextOf(timer.reaction, events, state))) ?? [];
        const emitted = step.apply(caseName, timer.reaction, effects, events.at(-1));
        return [{ reaction: timer.reaction, because: 'gave up waiting', causes: events, emitted } satisfies Firing];
      });
      if (outcome) return commit(outcome.step, outcome.result);
      // The timeout failed for good and was reported, so the timer must not fire again.
      const step = createStep(records, origin());
      step.abandon(caseName, timer.reaction);
      return commit(step, []);
    });
  }

  async function runSchedule(schedule: NonNullable<typeof service.schedules>[number], count: number): Promise<void> {
    const caseName = `flow=${random.id()}`;
    const outcome = await tryOut(undefined, schedule.name, await load([caseName]), async (step, contextOf) => {
      const tick = { at: new Date(clock.now()), count };
      const effects = await schedule.run(tick, contextOf(`${schedule.name}#${count}`, [], service.state));
      const emitted = step.apply(caseName, schedule.name, effects, undefined);
      return [{ reaction: schedule.name, because: 'schedule', causes: [], emitted } satisfies Firing];
    });
    if (outcome) await commit(outcome.step, outcome.result);
  }

  const unsubscribe = await transport.subscribe(
    service.name,
    [...new Set(service.reactions.flatMap(({ contracts }) => contracts.map(({ type }) => type)))],
    deliver,
  );
  for (const { caseName, timer } of await store.timers()) timers.add(caseName, timer);
  const stopSchedules = startSchedules(service.name, service.schedules ?? [], clock, options.ticks, runSchedule);
  await outbox.flush();

  const emit = Object.fromEntries(
    Object.entries(service.entries).map(([name, own]) => [
      name,
      async (data?: object, envelope: { readonly correlationid?: string; readonly causationid?: string } = {}) => {
        const { causationid, ...rest } = envelope;
        const { contract, given } = 'contract' in own ? own : { contract: own, given: undefined };
        const payload = given === undefined ? data : { ...data, ...given };
        const created = createEvent(contract, payload, origin(), undefined);
        const event: CloudEvent = { ...created, ...rest, ...(causationid !== undefined && { causationid }) };
        await transport.publish(event);
        observer?.onStep?.({
          service: service.name,
          fired: [{ reaction: '', because: 'entry', causes: [], emitted: [event] }],
        });
        return event;
      },
    ]),
  );
  return {
    name: service.name,
    emit: emit as object as RunningService<E>['emit'],
    flush: () => outbox.flush(),
    async stop() {
      await unsubscribe();
      stopSchedules();
      timers.stop();
      outbox.stop();
    },
  };
}
