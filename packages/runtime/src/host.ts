/** A running service: handles deliveries one at a time per case, with retries, then commits and publishes. */
import { createSystemClock } from './clock.ts';
import { identityOf, readCloudEvent, sourceOf, type CloudEvent } from './cloud-event.ts';
import { InvalidPayload, nameOfKey, parsePayload } from './contract.ts';
import { describeDeadLetter, type DeadLetter } from './dead-letter.ts';
import type { StateValues } from './effect.ts';
import { linksBy, lookupsOf, ownKeysOf, placesOf, reactionsTo, type Place } from './instances.ts';
import { createCaseLock } from './lock.ts';
import { createMemoryStore } from './memory-store.ts';
import { createOutbox } from './outbox.ts';
import { own } from './own.ts';
import { systemRandom } from './random.ts';
import { begin, react, type ContextOf, type Done } from './react.ts';
import { finished, refused, type Delivered } from './refusal.ts';
import { startSchedules } from './schedules.ts';
import type { Entries, Firing, RunningService, ServiceDefinition, ServiceOptions } from './service-definition.ts';
import { createEvent, createStep, type Origin, type Step } from './step.ts';
import type { CaseRecord, Store, Timer } from './store.ts';
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
  // Who waits for a case may hold a message and its links, never the other way round, so that no two deliveries wait for each other.
  const messageLock = createCaseLock();
  const caseLock = createCaseLock();
  const outbox = createOutbox(store, transport, clock);
  const timers = createTimers(service.name, clock, fireTimer);

  const origin = (): Origin => ({ source, now: clock.now(), newId: () => random.id() });
  const contextFor =
    (attempt: number): ContextOf =>
    (reaction, events, state, key) => ({
      state,
      key,
      events,
      attempt,
      idempotencyKey: `${service.name}.${reaction}:${events.map(event => event.id).join('+')}`,
      now: () => new Date(clock.now()),
      newId: () => random.id(),
    });

  const stepOn = (records: ReadonlyMap<string, CaseRecord>): Step =>
    createStep(records, origin(), event => linksBy(service, event));
  const linked: Store['linked'] = name => store.linked(name);

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
      const step = stepOn(records);
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

  async function deliver(raw: unknown, refusals = 0): Promise<Delivered> {
    const event = readCloudEvent(raw);
    if (typeof event === 'string') {
      await giveUp({
        service: service.name,
        event: raw,
        reason: `this is not a CloudEvents 1.0 envelope: ${event}`,
        attempts: 1,
      });
      return finished;
    }
    const checked = check(event);
    if (!checked) return finished;
    if (checked instanceof InvalidPayload) {
      await giveUp({ service: service.name, event, reason: checked.message, attempts: 1, error: checked });
      return finished;
    }
    const names = [
      identityOf(checked),
      ...lookupsOf(service, checked),
      ...linksBy(service, checked).map(link => link.name),
    ];
    return messageLock.run(names, () => handle(checked, refusals));
  }

  /** Whether the inbox has the event. */
  async function isDropped(event: CloudEvent): Promise<boolean> {
    if (!(await store.isHandled(identityOf(event)))) return false;
    observer?.onDrop?.({ service: service.name, event, why: 'redelivery' });
    return true;
  }

  async function handle(event: CloudEvent, refusals: number): Promise<Delivered> {
    const places = await placesOf(service, event, linked);
    const done: Done = new Map();
    let begun: readonly string[] = [];
    if (places.some(({ kind }) => kind === 'begins')) {
      if (await isDropped(event)) return finished;
      const outcome = await tryOut(event, 'handling it', new Map(), (_step, contextOf) =>
        begin(service, places, event, contextOf, done),
      );
      if (!outcome) return finished;
      begun = outcome.result;
    }
    const kept = places.flatMap(({ caseName, buffer }) => [caseName, buffer]).filter(name => name !== undefined);
    const cases = [...new Set([...kept, ...begun, ...(await casesOfWaiting(places))])];
    return caseLock.run(cases, async (): Promise<Delivered> => {
      if (await isDropped(event)) return finished;
      const records = await load(cases);
      const outcome = await tryOut(event, 'handling it', records, (step, contextOf) =>
        react(service, places, event, clock.now(), records, step, contextOf, done, refusals),
      );
      if (!outcome) return finished;
      const { result, step } = outcome;
      if (result.kind === 'refused') {
        const { bounded } = result;
        observer?.onRefuse?.({ service: service.name, event, refusals: refusals + 1, bounded });
        return refused(refusals, options.refusalPause ?? 1_000, bounded);
      }
      const { fired, withoutInstance, isUnmatched } = result;
      for (const reaction of withoutInstance) observer?.onNoInstance?.({ service: service.name, reaction, event });
      if (isUnmatched) observer?.onDrop?.({ service: service.name, event, why: 'no match' });
      await commit(step, fired, identityOf(event));
      return finished;
    });
  }

  /** The cases of the messages that joins by other keys have collected: one that completes them can act on each of these. */
  async function casesOfWaiting(places: readonly Place<S>[]): Promise<readonly string[]> {
    const names = new Set<string>();
    if (!service.key?.length) return [];
    for (const { reaction, caseName, buffer } of places) {
      if (buffer === undefined || buffer === caseName) continue;
      const arrivals = own((await store.load(buffer)).joins, reaction.name) ?? [];
      const events = arrivals.map(arrival => arrival.event);
      for (const key of ownKeysOf(events, service.key)) names.add(nameOfKey(key));
    }
    return [...names];
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
    if (timer.kind === 'join') return giveUpWaiting(caseName, timer);
    await caseLock.run([caseName], async () => {
      const records = await load([caseName]);
      if (!isPending(timer, records.get(caseName))) return;
      const step = stepOn(records);
      const event = { ...timer.event, time: new Date(clock.now()).toISOString() };
      step.removeTimer(caseName, timer.id);
      step.emit(event);
      await commit(step, [{ reaction: timer.reaction, because: 'timer', causes: [], emitted: [event] }]);
    });
  }

  /** A join waits in one case and, if it joins by another key than the service's, acts on another, which its messages tell. */
  async function giveUpWaiting(buffer: string, timer: Timer): Promise<void> {
    const joining = service.reactions.find(({ name }) => name === timer.reaction);
    const placeIn = async (record: CaseRecord): Promise<Place<S> | undefined> => {
      const events = (own(record.joins, timer.reaction) ?? []).map(arrival => arrival.event);
      const isOwn = (event: CloudEvent): boolean => ownKeysOf([event], service.key).length > 0;
      for (const event of [...events.filter(isOwn), ...events.filter(one => !isOwn(one))]) {
        const places = await placesOf(service, event, linked);
        const place = places.find(({ reaction, caseName }) => reaction === joining && caseName !== undefined);
        if (place) return place;
      }
      return undefined;
    };
    const actsOn = (await placeIn(await store.load(buffer)))?.caseName;
    const isDone = await caseLock.run([...new Set([buffer, actsOn ?? buffer])], async () => {
      const records = await load([buffer, actsOn ?? buffer]);
      const record = records.get(buffer);
      if (!record || !isPending(timer, record)) return true;
      const place = await placeIn(record);
      // What waits has changed meanwhile.
      if (place?.caseName !== actsOn) return false;
      const waiting = stepOn(records).abandon(buffer, timer.reaction);
      const outcome = await tryOut(waiting.at(-1), `giving up ${timer.reaction}`, records, async (step, contextOf) => {
        const events = step.abandon(buffer, timer.reaction);
        const state = { ...service.state, ...(actsOn !== undefined && step.record(actsOn).state) };
        const context = contextOf(timer.reaction, events, state, place?.key ?? {});
        const effects = (await joining?.timedOut(events)(context)) ?? [];
        const emitted = step.apply(actsOn, timer.reaction, effects, events.at(-1));
        return [{ reaction: timer.reaction, because: 'gave up waiting', causes: events, emitted } satisfies Firing];
      });
      if (outcome) await commit(outcome.step, outcome.result);
      else {
        // The timeout failed for good and was reported, so the timer must not fire again.
        const step = stepOn(records);
        step.abandon(buffer, timer.reaction);
        await commit(step, []);
      }
      return true;
    });
    if (!isDone) await giveUpWaiting(buffer, timer);
  }

  function isPending(timer: Timer, record: CaseRecord | undefined): boolean {
    return record?.timers.some(({ id }) => id === timer.id) ?? false;
  }

  async function runSchedule(schedule: NonNullable<typeof service.schedules>[number], count: number): Promise<void> {
    // Only where there is one instance for all cases does a schedule share it with reactions.
    const caseName = service.key?.length === 0 ? nameOfKey({}) : `flow=${random.id()}`;
    const at = new Date(clock.now());
    await caseLock.run([caseName], async () => {
      const outcome = await tryOut(undefined, schedule.name, await load([caseName]), async (step, contextOf) => {
        const state = { ...service.state, ...step.record(caseName).state };
        // The count begins again with each start of the service, the time does not.
        const effects = await schedule.run(
          { at, count },
          contextOf(`${schedule.name}@${at.toISOString()}`, [], state, {}),
        );
        const emitted = step.apply(caseName, schedule.name, effects, undefined);
        return [{ reaction: schedule.name, because: 'schedule', causes: [], emitted } satisfies Firing];
      });
      if (outcome) await commit(outcome.step, outcome.result);
    });
  }

  /** An entry that links is committed first, so that whatever answers it finds the instance. */
  async function enter(event: CloudEvent): Promise<void> {
    const links = linksBy(service, event);
    if (links.length === 0) return transport.publish(event);
    await store.commit({ cases: new Map(), links, outbox: [event] });
    await outbox.publish([event]);
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
    Object.entries(service.entries).map(([name, declared]) => [
      name,
      async (data?: object, envelope: { readonly correlationid?: string; readonly causationid?: string } = {}) => {
        const { causationid, ...rest } = envelope;
        const { contract, given } = 'contract' in declared ? declared : { contract: declared, given: undefined };
        const payload = given === undefined ? data : { ...data, ...given };
        const created = createEvent(contract, payload, origin(), undefined);
        const event: CloudEvent = { ...created, ...rest, ...(causationid !== undefined && { causationid }) };
        await enter(event);
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
