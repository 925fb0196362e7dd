/** Finds the entries that a run can have, and the simulator options that reproduce them. */
import { messageGraphOf } from '@choreo/analysis';
import { createSimulation, redeliveriesOf } from '@choreo/analysis/runs';
import type { Run } from '@choreo/analysis/runs';
import type { Choreography, Multiplicity } from '@choreo/model';
import type { SimulationEntry } from '../protocol/simulator.ts';
import type { SimulationOptions } from '../protocol/runs.ts';
import type { VerificationOptions } from '../protocol/verification.ts';

const ways: Readonly<Record<Multiplicity, readonly number[]>> = {
  one: [0, 1],
  optional: [0, 1],
  many: [0, 1, 2],
  some: [0, 1, 2],
};

/** All entries; a simulation may also leave any of them out. `run` gives the actual counts. */
export function simulationEntries(choreography: Choreography, run: Run): readonly SimulationEntry[] {
  const found = new Map<string, { participants: string[]; counts: readonly number[] }>();
  const add = (message: string, participant: string, counts: readonly number[]): void => {
    const known = found.get(message);
    known?.participants.push(participant);
    if (known && known.counts.length < counts.length) known.counts = counts;
    if (!known) found.set(message, { participants: [participant], counts });
  };
  for (const { name, emits, schedules } of choreography.participants) {
    for (const { message, multiplicity } of emits) add(message, name, ways[multiplicity]);
    for (const { id } of schedules) add(id, name, ways.many);
  }
  const counts = initialCounts(run);
  for (const message of counts.keys()) if (!found.has(message)) add(message, 'another choreography', ways.optional);
  const { answers } = messageGraphOf(choreography);
  return Array.from(found, ([message, { participants, counts: possible }]) => ({
    message,
    participants,
    ...(answers.has(message) ? { after: [...(answers.get(message) ?? [])] } : {}),
    counts: possible,
    count: counts.get(message) ?? 0,
  }));
}

/** The default count of each entry. */
function initialCounts({ snapshots }: Run): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { message, count } of snapshots[0]?.entries ?? []) {
    counts.set(message, count + (counts.get(message) ?? 0));
  }
  return counts;
}

/** The number of seeds to try for a run whose entries are not determined by their names alone. */
const mostSeeds = 500;

/** Options under which the simulator can replay a run of the verifier. */
export function optionsOfRun(
  choreography: Choreography,
  run: Run,
  { redeliveries: asked, cases = 1 }: Partial<VerificationOptions> = {},
): SimulationOptions {
  const { redeliveries, redelivered } = redeliveriesOf(choreography, asked);
  const withoutEntries: SimulationOptions = {
    ...(redeliveries > 0 ? { redeliveries, redelivered } : {}),
    ...(cases > 1 ? { cases } : {}),
  };
  const entries = Object.fromEntries(initialCounts(run));
  const byName = { ...withoutEntries, entries };
  if (beginsAlike(choreography, run, byName)) return byName;
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const bySeed = { ...withoutEntries, seed };
    if (beginsAlike(choreography, run, bySeed)) return bySeed;
  }
  return byName;
}

function beginsAlike(choreography: Choreography, run: Run, options: SimulationOptions): boolean {
  const { snapshot } = createSimulation(choreography, options);
  return JSON.stringify(snapshot.entries) === JSON.stringify(run.snapshots[0]?.entries);
}
