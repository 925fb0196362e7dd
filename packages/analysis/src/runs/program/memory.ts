/** What services remember: state variables, timers, and whether an answer comes too late. */
import { emissionsOf, itemsOf, namesOf, outcomesOf } from '@choreo/model';
import type { Cancellation, Choreography, Participant, Reaction } from '@choreo/model';
import { initialValue, valuesOf } from '../../expressions/domain.ts';
import { lateCancelsOf } from '../../graph/late-cancels.ts';
import { bytesFor } from '../state-value.ts';
import type { Keying } from './case-scope.ts';
import type { Late, TimerSlot } from './program-parts.ts';
import type { StateSlot } from '../state-value.ts';
import { made } from './slots.ts';
import type { Slots } from './slots.ts';
import { tuplesAt } from './reaction-tuples.ts';
import { restrict } from './tuples.ts';
import type { Tuples } from './tuples.ts';

export class Memory {
  readonly #slots: Slots;
  readonly #tuples: Tuples;
  readonly #variables = new Map<string, StateSlot>();
  readonly #timers = new Map<string, Map<number, readonly TimerSlot[]>>();
  readonly #lates: Late[] = [];

  /** `classesOf`: how many payload classes a message comes in. */
  constructor(
    choreography: Choreography,
    cases: number,
    keying: Keying,
    classesOf: (message: string) => number,
    tuples: Tuples,
    slots: Slots,
  ) {
    this.#slots = slots;
    this.#tuples = tuples;
    this.#addVariables(choreography, cases, keying);
    const { messages } = namesOf(choreography);
    const lates = lateCancelsOf(choreography);
    for (let index = 0; index < cases; index++) {
      for (const participant of choreography.participants) {
        for (const source of [...participant.reactions, ...participant.schedules]) {
          for (const { message, after } of emissionsOf(source)) {
            if (!after || !messages.has(message)) continue;
            for (const tuple of tuplesAt(source, tuples))
              this.#addTimers(participant, message, index, tuple, classesOf(message), lates);
          }
        }
      }
    }
  }

  /** One for each state of each case and instance, even if all cases share its slot. */
  get variables(): readonly StateSlot[] {
    return [...this.#variables.values()];
  }

  /** One for each message of each case that a participant emits with a timer. */
  get timers(): readonly TimerSlot[] {
    return [...this.#timers.values()].flatMap(timers => [...timers.values()].flat());
  }

  /** See `Program.lates`. */
  get lates(): readonly Late[] {
    return this.#lates;
  }

  /**
   * A state variable of one instance in one case; undefined if the participant has none with that name, or one with too many
   * values. Where nothing decides the instance, which is a mistake in the model, it is the first.
   */
  variableOf(participant: string, name: string, index: number, scope: number): StateSlot | undefined {
    const [first = 0] = this.#tuples.scopesOf(participant);
    const own = this.#variables.get(`${index} ${participant} ${name} ${scope}`);
    return own ?? this.#variables.get(`${index} ${participant} ${name} ${first}`);
  }

  /**
   * The timers of one instance in one case that emit a message of a participant, by the tuple that the message is passed; none if it
   * starts none. If a timer is started with contents, there is one for each payload class of its message.
   */
  timersOf(
    participant: string,
    message: string,
    index: number,
    scope: number,
  ): ReadonlyMap<number, readonly TimerSlot[]> {
    return this.#timers.get(`${index} ${participant} ${message} ${scope}`) ?? none;
  }

  /** Reserves the byte of an answer that can come too late; returns its position in `Program.lates`. */
  addLate(late: Omit<Late, 'slot'>): number {
    this.#lates.push({ slot: this.#slots.take(), ...late });
    return this.#lates.length - 1;
  }

  #addVariables({ participants }: Choreography, cases: number, keying: Keying): void {
    for (const participant of participants) {
      const isShared = keying.isShared(participant.name);
      for (const state of participant.states) {
        const { name } = state;
        const values = valuesOf(state.type);
        if (!values?.length) continue;
        const initial = Math.max(0, values.indexOf(initialValue(state) as never));
        const shared = new Map<number, number>();
        for (let index = 0; index < cases; index++) {
          for (const scope of this.#tuples.scopesOf(participant.name)) {
            let slot = shared.get(scope);
            if (slot === undefined || !isShared) shared.set(scope, (slot = this.#slots.take(bytesFor(values))));
            const key = `${index} ${participant.name} ${name} ${scope}`;
            if (!this.#variables.has(key))
              this.#variables.set(key, {
                participant: participant.name,
                name,
                case: index,
                scope,
                slot,
                values,
                initial,
              });
          }
        }
      }
    }
  }

  #addTimers(
    participant: Participant,
    message: string,
    index: number,
    of: number,
    classes: number,
    lates: ReadonlySet<Cancellation>,
  ): void {
    const { name, reactions } = participant;
    const scope = restrict(of, this.#tuples.placesKeptBy(name));
    const tuple = restrict(of, this.#tuples.placesOf(message));
    const timers = made(
      this.#timers,
      `${index} ${name} ${message} ${scope}`,
      () => new Map<number, readonly TimerSlot[]>(),
    );
    if (timers.has(tuple)) return;
    const canceller = reactions.find(reaction => cancelsLate(reaction, message, lates));
    const late =
      canceller &&
      this.addLate({
        reaction: canceller,
        timer: message,
        message: canceller.trigger.messages[0]?.message ?? '',
        span: canceller.headSpan,
      });
    const site = this.#slots.addSite('timer');
    const timerOf = (classIndex: number | undefined): TimerSlot => ({
      participant: name,
      message,
      case: index,
      scope,
      tuple,
      slot: this.#slots.take(),
      classIndex,
      site,
      late,
    });
    const isDecided = classes > 1 && startsWithContents(participant, message);
    timers.set(tuple, isDecided ? Array.from({ length: classes }, (_, at) => timerOf(at)) : [timerOf(undefined)]);
  }
}

const none: ReadonlyMap<number, readonly TimerSlot[]> = new Map();

function startsWithContents({ reactions, schedules }: Participant, message: string): boolean {
  return [...reactions, ...schedules].some(source =>
    emissionsOf(source).some(one => one.message === message && one.after && one.contents),
  );
}

function cancelsLate(reaction: Reaction, message: string, lates: ReadonlySet<Cancellation>): boolean {
  return itemsOf(outcomesOf(reaction)).some(
    item => item.kind === 'cancel' && item.message === message && lates.has(item),
  );
}
