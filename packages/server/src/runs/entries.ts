/** Which entries a run can have, and the options with which the simulator gives it the same. */
import { createSimulation } from '@choreo/analysis/runs';
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

/** All that can come from outside; in a simulation any of it may also be left out. `run`: how often it comes there. */
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
  return Array.from(found, ([message, { participants, counts: possible }]) => ({
    message,
    participants,
    counts: possible,
    count: counts.get(message) ?? 0,
  }));
}

/** How often each comes in a run that has not been played without them. */
function initialCounts({ snapshots }: Run): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { message, count } of snapshots[0]?.entries ?? []) {
    counts.set(message, Math.max(count, counts.get(message) ?? 0));
  }
  return counts;
}

/** Seeds that are tried for a run whose entries cannot be told by their names alone. */
const mostSeeds = 500;

/** Options under which the moves of a run that was verified can be taken. */
export function optionsOfRun(
  choreography: Choreography,
  run: Run,
  { redeliveries = 0, cases = 1 }: Partial<VerificationOptions> = {},
): SimulationOptions {
  const withoutEntries: SimulationOptions = {
    ...(redeliveries > 0 ? { redeliveries } : {}),
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
