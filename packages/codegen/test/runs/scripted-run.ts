/** A run of generated services that follows a script of the verifier. */
import { createRandom, type CloudEvent, type Flow, type Move, type Simulation } from '@choreo/runtime';
import { argumentOf } from './answers.ts';
import { givenIn, payloads, payloadsOf, type Payload } from './payloads.ts';
import type { Script, ScriptStep, Token } from './script.ts';
import type { Decider, GeneratedServices } from './services.ts';

/** Where the services go another way than the script. */
export class OtherWay extends Error {}

/** `seed`: which payloads of those that the script allows, since the model leaves open what some conditions say about them. */
export async function scriptedRun(services: GeneratedServices, script: Script, seed: number): Promise<Flow> {
  const run = new ScriptedRun(services, seed);
  await run.start(script);
  for (const [index, step] of script.steps.entries()) {
    try {
      await run.follow(step);
    } catch (error) {
      if (error instanceof OtherWay)
        throw new OtherWay(`step ${index + 1} of ${script.steps.length}: ${error.message}`);
      throw error;
    }
  }
  return run.end();
}

class ScriptedRun {
  readonly #services: GeneratedServices;
  readonly #random;
  readonly #seed: number;
  readonly #events = new Map<Token, string>();
  /** Timers that have been seen already. */
  readonly #timers = new Set<string>();
  #simulation: Simulation | undefined;
  #step: ScriptStep | undefined;
  #seen = 0;

  constructor(services: GeneratedServices, seed: number) {
    this.#services = services;
    this.#seed = seed;
    this.#random = createRandom(seed);
  }

  async start({ steps }: Script): Promise<void> {
    const ticks = steps.filter(({ kind }) => kind === 'schedule').length;
    this.#simulation = await this.#services.start({ seed: this.#seed, ticks, attempts: 1 }, question =>
      this.#answer(question),
    );
  }

  async follow(step: ScriptStep): Promise<void> {
    this.#step = step;
    const { kind, service, token, isLost, source, entry } = step;
    if (entry && token) await this.#send(entry, token);
    switch (kind) {
      case 'send':
        break;
      case 'deliver': {
        const id = this.#idOf(token);
        const isIt = (move: Move): boolean =>
          move.kind === 'deliver' && move.service === service && move.event.id === id;
        await this.#take(`${service} gets ${token?.message ?? ''}`, isIt, isLost);
        break;
      }
      case 'timer': {
        const id = this.#idOf(token);
        await this.#take(
          `the timer of ${token?.message ?? ''} goes off`,
          move => move.kind === 'wait' && move.event?.id === id,
        );
        break;
      }
      case 'give-up':
      case 'schedule': {
        const because = kind === 'give-up' ? 'gave up waiting' : 'schedule';
        const isIt = (move: Move): boolean =>
          move.kind === 'wait' && move.service === service && move.reaction === source && move.because === because;
        await this.#take(`${service}.${source ?? ''} ${because}`, isIt);
        break;
      }
      default:
        kind satisfies never;
    }
    this.#note(step);
  }

  end(): Flow {
    const left = this.#running.moves();
    if (left.length > 0) throw new OtherWay(`${left.length} more can happen at the end`);
    return this.#running.flow();
  }

  get #running(): Simulation {
    if (!this.#simulation) throw new Error('The services were not started');
    return this.#simulation;
  }

  async #send({ who, entry }: NonNullable<ScriptStep['entry']>, token: Token): Promise<void> {
    const { contracts, naming } = this.#services;
    const contract = contracts[naming.contract(token.message)];
    if (!contract) throw new Error(`${token.message} has no contract`);
    const { id } = await this.#running.emit(who, contract, { ...this.#payloadOf(token), ...(entry && givenIn(entry)) });
    this.#events.set(token, id);
    this.#seen++;
  }

  async #take(what: string, isIt: (move: Move) => boolean, isLost = false): Promise<void> {
    const move = this.#running.moves().find(isIt);
    if (!move) throw new OtherWay(`it is not possible that ${what}`);
    await this.#running.take(move, isLost ? 'lost' : 'once');
    const [letter] = this.#running.flow().deadLetters;
    if (letter) throw new OtherWay(letter.reason);
  }

  /** What the step has published and started. */
  #note({ published, started }: ScriptStep): void {
    const { events } = this.#running.flow();
    const fresh = events.slice(this.#seen);
    this.#seen = events.length;
    this.#match(
      published,
      fresh.map(({ event }) => event),
      'published',
    );
    const timers = this.#running.moves().flatMap(move => (move.kind === 'wait' && move.event ? [move.event] : []));
    this.#match(
      started,
      timers.filter(({ id }) => !this.#timers.has(id)),
      'started',
    );
    for (const { id } of timers) this.#timers.add(id);
  }

  #match(tokens: readonly Token[], events: readonly CloudEvent[], what: string): void {
    const isSame =
      tokens.length === events.length &&
      events.every(({ type }, index) => type.endsWith(`.${tokens[index]?.message ?? ''}`));
    if (!isSame) {
      const names = tokens.map(({ message }) => message).join();
      throw new OtherWay(`${events.map(({ type }) => type).join()} instead of ${names} was ${what}`);
    }
    tokens.forEach((token, index) => this.#events.set(token, events[index]?.id ?? ''));
  }

  #answer({ reaction, way, emit }: Parameters<Decider>[0]): unknown {
    const answer = this.#step?.answers.find(candidate => candidate.reaction === reaction);
    if (!answer) throw new OtherWay(`${reaction} fires`);
    const plan = way.alternatives.find(({ alternative }) => alternative.span === answer.alternative.span);
    if (!plan) throw new OtherWay(`${reaction} goes ${way.text}`);
    return emit[plan.name]?.(
      argumentOf(
        plan,
        answer.parts.map(tokens => tokens.map(token => this.#payloadOf(token))),
      ),
    );
  }

  #payloadOf({ variant }: Token): Payload {
    const some = variant ? payloadsOf(variant.payloadClass) : payloads;
    const payload = some[Math.floor(this.#random.next() * some.length)];
    if (!payload) throw new OtherWay('no payload of that class is known');
    return payload;
  }

  #idOf(token: Token | undefined): string {
    const id = token && this.#events.get(token);
    if (id === undefined) throw new OtherWay('the event is not there');
    return id;
  }
}
