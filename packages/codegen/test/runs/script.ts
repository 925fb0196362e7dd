/** A run of the verifier as a script for generated services: what comes next, and what handlers answer. */
import type { Alternative, Choreography, Entry, Participant } from '@choreo/model';
import { GivenChoices } from '../../../analysis/src/runs/choices.ts';
import { initialState } from '../../../analysis/src/runs/initial-states.ts';
import type { Observer } from '../../../analysis/src/runs/observer.ts';
import type { Action } from '../../../analysis/src/runs/program/action.ts';
import { compile } from '../../../analysis/src/runs/program/compile.ts';
import type { EntrySlot, MessageVariant } from '../../../analysis/src/runs/program/program-parts.ts';
import type { Program } from '../../../analysis/src/runs/program/program.ts';
import type { Move } from '../../../analysis/src/runs/run.ts';
import { Stepper } from '../../../analysis/src/runs/step.ts';
import { independentParts } from '../../../analysis/src/verification/parts/independent-parts.ts';

/** One message or timer of the run. What it carries is known when its timer starts, or when it is published. */
export interface Token {
  readonly message: string;
  variant: MessageVariant | undefined;
}

/** What a handler answers: the payloads of each emission of the alternative, in the order of the text. */
export interface Answer {
  readonly reaction: string;
  readonly alternative: Alternative;
  readonly parts: readonly (readonly Token[])[];
}

export interface ScriptStep {
  readonly kind: 'deliver' | 'timer' | 'give-up' | 'schedule' | 'send';
  readonly service: string;
  /** What is delivered or sent, or whose timer goes off. */
  readonly token?: Token;
  /** The delivery is lost. */
  readonly isLost: boolean;
  /** The reaction that gives up, or the schedule. */
  readonly source?: string;
  /** What comes from outside, before it is delivered. */
  readonly entry?: { readonly who: string; readonly entry: Entry | undefined };
  readonly answers: readonly Answer[];
  /** What is published, in order. */
  readonly published: readonly Token[];
  /** Timers that start and that no other reaction cancels in the same step, in order. */
  readonly started: readonly Token[];
}

export interface Script {
  readonly steps: readonly ScriptStep[];
  /**
   * What the run rests on and services do not decide so. `order`: of the reactions to one delivery, which they carry out as
   * written, or of several messages of one kind that a join holds, of which they take the first. `open`: a condition or value
   * that the model leaves open to runs, and that generated code works out.
   */
  readonly restsOn: ReadonlySet<'order' | 'open'>;
}

type Logged =
  | { readonly kind: 'multiplicity'; readonly count: number }
  | { readonly kind: 'fires'; readonly reaction: string }
  | { readonly kind: 'takes'; readonly alternative: Alternative }
  | { readonly kind: 'publishes'; readonly variant: MessageVariant }
  | { readonly kind: 'starts' | 'cancels'; readonly message: string }
  | { readonly kind: 'loses' };

/** Writes down what a step does, in order. */
class Log extends GivenChoices implements Observer {
  readonly #program: Program;
  readonly entries: Logged[] = [];
  readonly restsOn = new Set<'order' | 'open'>();

  constructor(program: Program, choices: readonly number[]) {
    super(choices);
    this.#program = program;
  }

  override choose(site: number, ways: number): number {
    const answer = super.choose(site, ways);
    const { what } = this.#program.sites[site] ?? {};
    if (what === 'multiplicity') this.entries.push({ kind: 'multiplicity', count: answer });
    if ((what === 'order' && answer > 0) || (what === 'buffered' && ways > 1)) this.restsOn.add('order');
    if ((what === 'condition' || what === 'value') && ways > 1) this.restsOn.add('open');
    return answer;
  }

  fires(reaction: string): void {
    this.entries.push({ kind: 'fires', reaction });
  }

  takes(alternative: Alternative): void {
    this.entries.push({ kind: 'takes', alternative });
  }

  publishes(variant: MessageVariant): void {
    this.entries.push({ kind: 'publishes', variant });
    if (variant.payloadClass.facts.some(({ kind }) => kind === 'condition')) this.restsOn.add('open');
  }

  starts(message: string): void {
    this.entries.push({ kind: 'starts', message });
  }

  cancels(message: string): void {
    this.entries.push({ kind: 'cancels', message });
  }

  loses(): void {
    this.entries.push({ kind: 'loses' });
  }

  misses(): void {}
  collects(): void {}

  receives(): void {}
}

/** The program of each independent part, by its position, or of the whole, in which the verifier's moves are numbered. */
export function programsOf(model: Choreography): (part: number | undefined) => Program {
  const parts = independentParts(model);
  const programs = new Map<number | undefined, Program>();
  return part => {
    const program = programs.get(part) ?? compile((part === undefined ? undefined : parts[part]) ?? model);
    programs.set(part, program);
    return program;
  };
}

/** The run of a program from so many entries along these moves. */
export function scriptOf(program: Program, counts: readonly number[], moves: readonly Move[]): Script {
  const writer = new Writer(program);
  let state = initialState(program, counts);
  const steps = moves.map(({ action: index, choices }) => {
    const action = program.actions[index];
    if (!action) throw new RangeError('The move is of another program');
    const log = new Log(program, choices);
    const next = state.slice();
    new Stepper(program, log, log).perform(state, next, action);
    const step = writer.step(action, log, state, next);
    state = next;
    return step;
  });
  return { steps, restsOn: writer.restsOn };
}

class Writer {
  readonly #program: Program;
  readonly restsOn = new Set<'order' | 'open'>();
  /** What was published, with the services that got it already. */
  readonly #published: { readonly token: Token; readonly takers: Set<string> }[] = [];
  /** By participant and message, the first to start first. */
  readonly #timers = new Map<string, Token[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  step(action: Action, log: Log, from: Uint8Array, to: Uint8Array): ScriptStep {
    for (const reason of log.restsOn) this.restsOn.add(reason);
    const base = { service: action.participant, isLost: log.entries.some(({ kind }) => kind === 'loses') };
    switch (action.kind) {
      case 'enter': {
        const [first, ...others] = log.entries;
        if (first?.kind !== 'publishes') throw new Error('An entry is published first');
        const token = this.#publish(first.variant);
        if (!action.isSentOnly) this.#published.at(-1)?.takers.add(action.participant);
        const entry = { who: action.entry.participant, entry: entryOf(this.#program.choreography, action.entry) };
        const effects = this.#effects(action, others, from, to);
        return { ...base, kind: action.isSentOnly ? 'send' : 'deliver', token, entry, ...effects };
      }
      case 'deliver':
      case 'lose': {
        const token = this.#take(action.participant, action.message);
        return {
          ...base,
          kind: 'deliver',
          isLost: action.kind === 'lose',
          token,
          ...this.#effects(action, log.entries, from, to),
        };
      }
      case 'deliver-next':
      case 'lose-next': {
        const head = action.queue.variants[(from[action.queue.slot] ?? 0) - 1];
        if (!head) throw new Error('The queue is empty');
        const token = this.#take(action.participant, head);
        const isLost = action.kind === 'lose-next';
        return { ...base, kind: 'deliver', isLost, token, ...this.#effects(action, log.entries, from, to) };
      }
      case 'timer': {
        const { message, classIndex } = action.timer;
        const running = this.#timers.get(`${action.participant} ${message}`) ?? [];
        const at = running.findIndex(({ variant }) => classIndex === undefined || variant?.classIndex === classIndex);
        const [token] = running.splice(at, 1);
        const published = log.entries.find(entry => entry.kind === 'publishes');
        if (at < 0 || !token || !published) throw new Error(`${message} has no timer`);
        token.variant = published.variant;
        this.#published.push({ token, takers: new Set() });
        return { ...base, kind: 'timer', token, answers: [], published: [token], started: [] };
      }
      case 'give-up':
        return {
          ...base,
          kind: 'give-up',
          source: action.reaction.reaction.name,
          ...this.#effects(action, log.entries, from, to),
        };
      case 'schedule':
        return {
          ...base,
          kind: 'schedule',
          source: action.schedule.name,
          ...this.#effects(action, log.entries, from, to),
        };
      case 'redeliver':
        throw new Error('Ends are reached without redeliveries');
      default:
        return action satisfies never;
    }
  }

  #publish(variant: MessageVariant): Token {
    const token: Token = { message: variant.message, variant };
    this.#published.push({ token, takers: new Set() });
    return token;
  }

  #take(service: string, { index }: MessageVariant): Token {
    const found = this.#published.find(({ token, takers }) => token.variant?.index === index && !takers.has(service));
    if (!found) throw new Error(`${service} has nothing to take`);
    found.takers.add(service);
    return found.token;
  }

  /** What reactions do in a step. */
  #effects(
    { participant }: Action,
    log: readonly Logged[],
    from: Uint8Array,
    to: Uint8Array,
  ): Pick<ScriptStep, 'answers' | 'published' | 'started'> {
    const published: Token[] = [];
    let started: Token[] = [];
    const answers: Answer[] = [];
    const cancelled = new Set(log.flatMap(entry => (entry.kind === 'cancels' ? [entry.message] : [])));
    const fresh = this.#freshTimers(participant, cancelled, from, to);
    let reaction = '';
    let own: { readonly alternative: Alternative; readonly counts: number[]; readonly tokens: Token[] } | undefined;
    const close = (): void => {
      if (own)
        answers.push({
          reaction,
          alternative: own.alternative,
          parts: partsOf(own.alternative, own.counts, own.tokens),
        });
      own = undefined;
    };
    for (const entry of log) {
      switch (entry.kind) {
        case 'fires':
          close();
          ({ reaction } = entry);
          break;
        case 'takes':
          close();
          own = { alternative: entry.alternative, counts: [], tokens: [] };
          break;
        case 'multiplicity':
          own?.counts.push(entry.count);
          break;
        case 'publishes': {
          const token = this.#publish(entry.variant);
          published.push(token);
          own?.tokens.push(token);
          break;
        }
        case 'starts': {
          const position = fresh.findIndex(({ message }) => message === entry.message);
          const token = fresh.splice(position < 0 ? fresh.length : position, 1)[0] ?? {
            message: entry.message,
            variant: undefined,
          };
          started.push(token);
          own?.tokens.push(token);
          const key = `${participant} ${entry.message}`;
          this.#timers.set(key, [...(this.#timers.get(key) ?? []), token]);
          break;
        }
        case 'cancels':
          this.#timers.delete(`${participant} ${entry.message}`);
          started = started.filter(({ message }) => message !== entry.message);
          break;
        case 'loses':
          break;
        default:
          entry satisfies never;
      }
    }
    close();
    return { answers, published, started };
  }

  /** Timers of the participant that a step has started, in the payload classes that were decided then. */
  #freshTimers(participant: string, cancelled: ReadonlySet<string>, from: Uint8Array, to: Uint8Array): Token[] {
    return this.#program.timers.flatMap(({ participant: owner, message, slot, classIndex }) => {
      if (owner !== participant) return [];
      const before = cancelled.has(message) ? 0 : (from[slot] ?? 0);
      const variant = this.#program.variants.find(
        one => one.message === message && classIndex !== undefined && one.classIndex === classIndex,
      );
      return Array.from({ length: Math.max(0, (to[slot] ?? 0) - before) }, (): Token => ({ message, variant }));
    });
  }
}

/** Timers start before messages are published; the text may have them in any order. */
function partsOf(
  { items }: Alternative,
  counts: readonly number[],
  tokens: readonly Token[],
): readonly (readonly Token[])[] {
  const emissions = items.filter(item => item.kind === 'emit');
  const inOrder = [...emissions.filter(({ after }) => after), ...emissions.filter(({ after }) => !after)];
  const left = [...tokens];
  const parts = new Map(
    inOrder.map((emission, index) => {
      const least = emission.multiplicity === 'one' || emission.multiplicity === 'some' ? 1 : 0;
      return [emission, left.splice(0, least + (counts[index] ?? 0))] as const;
    }),
  );
  return emissions.map(emission => parts.get(emission) ?? []);
}

function entryOf({ participants }: Choreography, { participant, name, span }: EntrySlot): Entry | undefined {
  const owner: Participant | undefined = participants.find(one => one.name === participant);
  return owner?.emits.find(entry => entry.message === name && entry.nameSpan === span);
}
