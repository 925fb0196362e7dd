/** A run of generated services in which a seed decides everything: what comes, in which order, and what handlers answer. */
import type { Choreography } from '@choreo/model';
import { namesOf } from '@choreo/model';
import { createRandom, type Flow, type HowDelivered, type Move } from '@choreo/runtime';
import type { Part } from '../../src/service/way-plan.ts';
import { argumentOf } from './answers.ts';
import { givenIn, payloads, type Payload } from './payloads.ts';
import type { GeneratedServices } from './services.ts';

/** A run that takes more steps is given up. */
const mostSteps = 300;

/** One that comes to rest; undefined if it takes too long. `repeats`: how many deliveries come twice. */
export async function randomRun(services: GeneratedServices, seed: number, repeats: number): Promise<Flow | undefined> {
  const { model, contracts, naming } = services;
  const random = createRandom(seed);
  const below = (most: number): number => Math.floor(random.next() * most);
  const oneOf = <T>(some: readonly [T, ...T[]]): T => some[below(some.length)] ?? some[0];
  const times = (multiplicity: Part['emission']['multiplicity']): number => {
    const { least, most } = ranges[multiplicity];
    return least + below(most - least + 1);
  };
  const payload = (): Payload => payloads[below(payloads.length)] ?? {};

  const ticks = model.participants.some(({ schedules }) => schedules.length > 0) ? below(3) : 0;
  const simulation = await services.start({ seed, ticks }, ({ way, emit }) => {
    const plan = way.alternatives[below(way.alternatives.length)];
    if (!plan) throw new Error('There is nothing to choose from');
    const parts = plan.parts.map(part => Array.from({ length: times(part.emission.multiplicity) }, payload));
    return emit[plan.name]?.(argumentOf(plan, parts));
  });
  const entries = model.participants.flatMap(({ name, emits }) => emits.map(entry => ({ name, entry })));
  const counts = entries.map(({ entry }) => times(entry.multiplicity));
  // If anything can come, something does, and it is nothing that has to wait for something else.
  const starting = entries.flatMap(({ entry }, index) => (entry.after ? [] : [index]));
  if (ticks === 0 && !starting.some(index => (counts[index] ?? 0) > 0)) {
    const index = starting[below(starting.length)];
    if (index === undefined) return undefined;
    counts[index] = 1;
  }
  for (const [index, { name, entry }] of entries.entries()) {
    const contract = contracts[naming.contract(entry.message)];
    if (!contract) throw new Error(`${entry.message} has no contract`);
    const [first, ...others] = (entry.after ?? []).flatMap(ref => contracts[naming.contract(ref.message)] ?? []);
    for (let time = 0; time < (counts[index] ?? 0); time++) {
      const data = { ...payload(), ...givenIn(entry) };
      if (first) simulation.answer(name, [first, ...others], contract, data);
      else await simulation.enter(name, contract, data);
    }
  }

  let left = repeats;
  const how = (move: Move): HowDelivered => {
    if (move.kind !== 'deliver') return 'once';
    const promise = promiseOf(model, move.event.type);
    if (promise === 'at-most-once') return oneOf(['once', 'once', 'lost']);
    if (promise === 'exactly-once' || move.again || left === 0 || below(4) > 0) return 'once';
    left--;
    return 'twice';
  };
  for (let step = 0; step < mostSteps; step++) {
    const moves = simulation.moves();
    const move = moves[below(moves.length)];
    if (!move) return simulation.flow();
    await simulation.take(move, how(move));
  }
  return undefined;
}

/** As far as the verifier takes them. */
const ranges: Readonly<Record<Part['emission']['multiplicity'], { readonly least: number; readonly most: number }>> = {
  one: { least: 1, most: 1 },
  optional: { least: 0, most: 1 },
  many: { least: 0, most: 2 },
  some: { least: 1, most: 2 },
};

function promiseOf(model: Choreography, type: string): string | undefined {
  const { messages } = namesOf(model);
  const carries = model.channels.filter(({ carries: refs }) =>
    refs.some(({ message }) => type.endsWith(`.${messages.get(message)?.name ?? ''}`)),
  );
  return carries[0]?.delivery;
}
