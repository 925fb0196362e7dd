/** The ways to end: what the searches list, states and joins included, is what all runs show; on random models. */
import { EndRuns, isLimit, verify } from '@choreo/analysis/verification';
import type { End, Ends } from '@choreo/analysis/verification';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawn, howMany, shareOf } from '../../model/test/randomness.ts';
import { snapshotOf } from '../src/runs/snapshot.ts';
import { findEnds } from '../src/verification/ends/find-ends.ts';
import { exploreFlow, termination } from '../src/verification/explore-flow.ts';
import type { Seen } from '../src/verification/question.ts';
import { stateAt } from '../src/verification/search/paths.ts';
import { independentParts } from '../src/verification/parts/independent-parts.ts';
import { anyRunModel } from './any-run-model.ts';
import { beside } from './beside.ts';
import { anyMessage, level } from './any-condition.ts';
import { choreography, outcome, participant, place, set } from './build.ts';

const models = howMany({ usual: 100, all: 1500 });
const limits = { maxStates: 6000, maxBytes: 1e9, cases: 1, redeliveries: 0 };

function finished<T>(task: Generator<unknown, T, undefined>): T {
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

function wordsOf({ exits, states, waiting }: Omit<End, 'path'>): string {
  const values = states.map(({ participant: service, state, value }) => `${service}.${state}=${value}`).sort();
  const held = waiting.map(({ reaction, messages }) => `${reaction} holds ${[...messages].sort().join()}`).sort();
  return JSON.stringify([[...exits].sort(), values, held]);
}

function linesOf({ listed }: Ends): readonly string[] {
  return listed.map(end => `${wordsOf(end)} after ${end.path.moves.length}`).sort();
}

/** From every state at rest as it is shown to people, with every variable that any of them has changed. */
function linesOfAll({ program, exploration }: Seen): readonly string[] {
  const { store } = exploration;
  const shortest = new Map<string, number>();
  const depths: number[] = [];
  const initial = snapshotOf(program, stateAt(exploration, 0)).states;
  const atRest = Array.from({ length: store.count }, (_, number) => {
    const parent = store.parentOf(number);
    depths.push(parent < 0 ? 0 : (depths[parent] ?? 0) + 1);
    return { snapshot: snapshotOf(program, stateAt(exploration, number)), depth: depths[number] ?? 0 };
  }).filter(({ snapshot }) => snapshot.quiescent);
  const isShown = (index: number): boolean =>
    atRest.some(({ snapshot }) => snapshot.states[index]?.value !== initial[index]?.value);
  for (const { snapshot, depth } of atRest) {
    const words = wordsOf({
      ...snapshot,
      refused: snapshot.pending,
      states: snapshot.states.filter((_, index) => isShown(index)),
    });
    shortest.set(words, Math.min(depth, shortest.get(words) ?? Infinity));
  }
  return [...shortest].map(([words, depth]) => `${words} after ${depth}`).sort();
}

test.each([
  { loops: false, contents: false },
  { loops: false, contents: true },
  { loops: true, contents: false },
])('those of the reduced search are those of all states; loops: $loops, contents: $contents', options => {
  let [compared, less, withStates, withJoins] = [0, 0, 0, 0];
  fc.assert(
    fc.property(anyRunModel(options), model => {
      const full = finished(exploreFlow(model, limits));
      const reduced = finished(exploreFlow(model, limits, undefined, true));
      const isCut = full.exploration.bound !== undefined || reduced.exploration.bound !== undefined;
      if (isCut || !reduced.isReduced || termination(reduced) !== 'always') return;
      const ends = finished(findEnds(reduced, [], Infinity));
      expect(linesOf(ends)).toEqual(linesOfAll(full));
      compared++;
      if (reduced.exploration.store.count < full.exploration.store.count) less++;
      if (ends.listed.some(({ states }) => states.length > 0)) withStates++;
      if (ends.listed.some(({ waiting }) => waiting.length > 0)) withJoins++;
    }),
    drawn(81, models),
  );
  expect(compared).toBeGreaterThan(shareOf(models, 1 / 3));
  for (const count of [less, withStates, withJoins]) expect(count).toBeGreaterThan(shareOf(models, 1 / 10));
});

test.each([0, 1])('each has a run that ends so, and the others are counted; redeliveries: %i', redeliveries => {
  let [compared, counted] = [0, 0];
  fc.assert(
    fc.property(anyRunModel({ loops: true, contents: true }), fc.integer({ min: 1, max: 4 }), (model, most) => {
      const all = verify(model, { redeliveries, ends: 10_000, maxStates: 3000 }).ends;
      const few = verify(model, { redeliveries, ends: most, maxStates: 3000 }).ends;
      expect(few.map(({ bounds }) => bounds)).toEqual(all.map(({ bounds }) => bounds));
      const runs = new EndRuns(model);
      for (const [index, ends] of few.entries()) {
        const whole = all[index];
        const others = ends.others.reduce((sum, { count }) => sum + count, 0);
        expect(ends.listed.length + others).toBe(whole?.listed.length);
        expect(ends.listed.length).toBe(Math.min(most, whole?.listed.length ?? 0));
        if (others > 0) counted++;
        for (const end of ends.listed) {
          expect(whole?.listed.map(wordsOf)).toContain(wordsOf(end));
          const last = runs.runTo(ends, end).snapshots.at(-1);
          expect(last).toMatchObject({ quiescent: true, exits: end.exits });
          expect(last?.states).toEqual(expect.arrayContaining([...end.states]));
          expect(last?.waiting).toEqual(expect.arrayContaining([...end.waiting]));
          compared++;
        }
      }
    }),
    drawn(82, models),
  );
  expect(compared).toBeGreaterThan(shareOf(models, 1));
  expect(counted).toBeGreaterThan(shareOf(models, 1 / 4));
});

describe.each([0, 2])('redeliveries: %i', redeliveries => {
  test('those of independent parts, combined, are those of the whole', () => {
    let compared = 0;
    const small = anyRunModel({ mostReactions: 3 });
    fc.assert(
      fc.property(small, small, (one, other) => {
        const both = beside(one, other);
        if (independentParts(both).length < 2) return;
        const [whole] = verify(both, { reduction: 'full', ends: 10_000, maxStates: 5000 }).ends;
        if (!whole || whole.bounds.some(({ kind }) => kind === 'states')) return;
        const parts = verify(both, { redeliveries, ends: 10_000, maxStates: 5000 }).ends;
        const combined = parts.reduce<readonly Omit<End, 'path'>[]>(
          (before, { listed }) => before.flatMap(end => listed.map(added => together(end, added))),
          [{ exits: [], states: [], waiting: [], refused: [] }],
        );
        const inWhole = new Set(whole.listed.map(wordsOf));
        // That nothing comes in any of them is no run.
        const isNothing = parts.every(({ listed }) => listed.some(({ path }) => path.moves.length === 0));
        const missing = combined.map(wordsOf).filter(words => !inWhole.has(words));
        expect(missing.length).toBeLessThanOrEqual(isNothing ? 1 : 0);
        expect(new Set(combined.map(wordsOf))).toEqual(new Set([...inWhole, ...missing]));
        compared++;
      }),
      drawn(83, models),
    );
    expect(compared).toBeGreaterThan(shareOf(models, 1 / 4));
  });
});

function together(one: Omit<End, 'path'>, other: Omit<End, 'path'>): Omit<End, 'path'> {
  return {
    exits: [...one.exits, ...other.exits],
    states: [...one.states, ...other.states],
    waiting: [...one.waiting, ...other.waiting],
    refused: [...one.refused, ...other.refused],
  };
}

const lowest = { kind: 'enum-value', enum: 'Level', value: 'Low', span: place() } as const;

const sold = choreography([
  participant('Shop', { kind: 'actor', emits: ['Ordered'], receives: ['Sold', 'Refused'] }),
  participant('Stock', {
    states: { held: { kind: 'range', min: 0, max: 9 } },
    reactions: [{ on: 'Ordered', to: 'Sold | Refused' }],
  }),
]);

test('a join that gives up sets a state to what is missing, where the message has not come', () => {
  const asked = participant('Desk', {
    states: { level: { kind: 'values', enum: 'Level', optional: true, values: [{ name: 'Low', span: place() }] } },
    reactions: [{ on: 'A and B', within: 'Late', to: 'nothing' }],
  });
  const otherwise = outcome('Late', [set('level', { kind: 'field', message: 'A', path: ['level'], span: place() })]);
  const desk = {
    ...asked,
    states: asked.states.map(one => ({ ...one, initial: lowest })),
    reactions: asked.reactions.map(one => ({ ...one, ...(one.within && { within: { ...one.within, otherwise } }) })),
  };
  const user = participant('User', { kind: 'actor', emits: ['A', 'B'], receives: ['Late'] });
  const model = choreography([user, desk], { types: [level], messages: [anyMessage('A')] });
  const [ends] = verify(model).ends;
  expect(ends?.listed.map(({ states }) => states.map(({ value }) => value).join())).toContain('missing');
});

test('a search that is cut off says so', () => {
  const [cut] = verify(sold, { maxStates: 2 }).ends;
  expect(cut?.bounds.some(isLimit)).toBe(true);
  const [complete] = verify(sold).ends;
  expect(complete?.bounds).toEqual([]);
  expect(complete?.listed.map(({ exits }) => exits)).toEqual([['Refused'], ['Sold']]);
});

test('a part in which nothing can come makes no parts of the list', () => {
  const orphaned = choreography([
    ...sold.participants,
    participant('Other', { kind: 'actor', receives: ['Forgotten'] }),
  ]);
  expect(independentParts(orphaned)).toHaveLength(2);
  const { ends } = verify(orphaned);
  expect(ends.map(({ entries, listed }) => ({ entries, listed: listed.map(({ exits }) => exits) }))).toEqual([
    { entries: undefined, listed: [['Refused'], ['Sold']] },
  ]);
});

test('none is listed where none is asked for', () => {
  expect(verify(sold, { ends: 0 }).ends).toEqual([]);
  expect(verify(sold, { scope: 'scenarios' }).ends).toEqual([]);
});
