/** Verifier and simulator on random models: the verifier has seen every state of every simulated run, and neither throws. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn, howMany, shareOf } from '../../model/test/randomness.ts';
import { createSimulation } from '../src/runs/index.ts';
import { verify } from '../src/verification/index.ts';
import { ChoiceEnumerator } from '../src/runs/choices.ts';
import { compile } from '../src/runs/program/compile.ts';
import { snapshotOf } from '../src/runs/snapshot.ts';
import { explore } from '../src/verification/search/explore.ts';
import { stateAt } from '../src/verification/search/paths.ts';
import { StateStore } from '../src/verification/search/state-store.ts';
import { anyRunModel } from './any-run-model.ts';
import { choreography, participant, place } from './build.ts';

const models = howMany({ usual: 100, all: 150 });

function finished<T>(task: Generator<unknown, T, undefined>): T {
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

test.each([
  { redeliveries: 0, furtherKey: false },
  { redeliveries: 1, furtherKey: false },
  { redeliveries: 0, furtherKey: true },
  { redeliveries: 1, furtherKey: true },
])(
  'the simulator stays among the states of the verifier, $redeliveries redelivery, further key: $furtherKey',
  ({ redeliveries, furtherKey }) => {
    let compared = 0;
    fc.assert(
      fc.property(anyRunModel({ loops: true, contents: true, furtherKey }), fc.nat(1000), (model, seed) => {
        const program = compile(model, { redeliveries });
        const limits = { maxStates: 3000, maxBytes: 1e9, what: '', keepEdges: false };
        const exploration = finished(explore(program, {}, limits));
        if (exploration.bound !== undefined) return;
        const seen = new Set<string>();
        for (let state = 0; state < exploration.store.count; state++)
          seen.add(JSON.stringify(snapshotOf(program, stateAt(exploration, state))));
        const { snapshots } = createSimulation(model, { seed, redeliveries }).toEnd(60);
        for (const snapshot of snapshots) expect(seen).toContain(JSON.stringify(snapshot));
        compared += snapshots.length;
      }),
      drawn(11, models),
    );
    // Otherwise nothing was compared.
    expect(compared).toBeGreaterThan(shareOf(models, 2));
  },
);

test.each([false, true])('verifying never throws, whatever is asked, further key: %s', furtherKey => {
  let violated = 0;
  fc.assert(
    fc.property(
      anyRunModel({ loops: true, furtherKey }),
      fc.nat(1),
      fc.integer({ min: 1, max: 2 }),
      (model, redeliveries, cases) => {
        const { verdicts } = verify(model, { redeliveries, cases, maxStates: 800 });
        violated += verdicts.filter(({ status }) => status === 'violated').length;
      },
    ),
    drawn(5, models),
  );
  expect(violated).toBeGreaterThan(shareOf(models, 0));
});

test('a set of states keeps each once, however many there are', () => {
  const store = new StateStore(8);
  const words = new Int32Array(2);
  // More than one page, and more than the table holds at first; many differ only in one bit.
  const many = 40_000;
  for (const isNew of [true, false]) {
    for (let number = 0; number < many; number++) {
      words.set([number & 0xff, (number >> 8) << 20]);
      expect(store.add(words, number - 1)).toBe(isNew ? -1 - number : number);
    }
  }
  expect(store.count).toBe(many);
  store.read(many - 1, words);
  expect([...words]).toEqual([(many - 1) & 0xff, ((many - 1) >> 8) << 20]);
  expect(store.parentOf(many - 1)).toBe(many - 2);
});

test('questions are answered in every combination, also those that only some answers bring up', () => {
  const choices = new ChoiceEnumerator();
  const found: (readonly number[])[] = [];
  choices.reset();
  do {
    if (choices.choose(0, 3) === 1) choices.choose(1, 2);
    choices.choose(2, 1);
    choices.choose(3, 2);
    found.push(choices.given);
  } while (choices.next());
  expect(found.map(given => given.join(''))).toEqual(['00', '01', '100', '101', '110', '111', '20', '21']);
});

test('more contents on an ordered channel than a byte can tell apart: bounded, and none taken for another', () => {
  const names = Array.from({ length: 260 }, (_, index) => `M${index}`);
  const span = place();
  const model = choreography(
    [
      participant('User', { kind: 'actor', emits: ['Start'] }),
      participant('A', {
        reactions: [
          { on: 'Start', to: names.at(-1) ?? '' },
          { on: 'Never', to: names.join(' & ') },
        ],
      }),
      participant('B', { reactions: names.map((on, index) => ({ label: `r${index}`, on })) }),
    ],
    {
      channels: [
        {
          name: 'c',
          annotations: [],
          span,
          nameSpan: span,
          carries: names.map(one => ({ message: one, span })),
          orderedBy: { field: 'id', span },
        },
      ],
    },
  );
  expect(verify(model)).toMatchObject({ exploration: 'bounded', bound: { kind: 'overflow', of: 'payload-classes' } });
});
