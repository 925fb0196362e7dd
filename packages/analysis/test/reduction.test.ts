/** Partial-order reduction does not change the results: compared with full search on random models. */
import type { Choreography, Expression, Sentence } from '@choreo/model';
import { verify } from '@choreo/analysis/verification';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawn, howMany, shareOf } from '../../model/test/randomness.ts';
import { eventualityOf } from '../src/verification/search/eventuality.ts';
import type { Seen } from '../src/verification/question.ts';
import { LateAnswers } from '../src/verification/questions/late-timeout.ts';
import { exploreFlow, termination } from '../src/verification/explore-flow.ts';
import { orderDependence } from '../src/verification/questions/order-dependent-outcome.ts';
import { runTo, stateAt } from '../src/verification/search/paths.ts';
import { reductionOf } from '../src/verification/search/partial-order-reduction.ts';
import { componentsIn } from '../src/verification/search/strong-components.ts';
import { named } from './any-condition.ts';
import { anyRunModel } from './any-run-model.ts';
import { binary, choreography, number, participant, place, set, state as stateNamed } from './build.ts';

const models = howMany({ usual: 150, all: 1000 });
const limits = { maxStates: 6000, maxBytes: 1e9, cases: 1 };

function finished<T>(task: Generator<unknown, T, undefined>): T {
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

/** All conclusions of an exploration. */
function facts(seen: Seen): unknown {
  const { exploration, visitor, program } = seen;
  const { edges, store } = exploration;
  if (!edges) throw new Error('Steps are kept');
  const components = componentsIn(edges, store.count);
  const lengthTo = (state: number): number => runTo(exploration, state, seen.remember).steps.length;
  return {
    never: visitor.claims.flatMap(claim =>
      claim.kind === 'never' && visitor.violations.has(claim) ? [claim.key] : [],
    ),
    // The shortest run to a state at rest has the same length.
    atEnd: visitor.claims.flatMap(claim => {
      const state = claim.kind === 'at-end' ? visitor.violations.get(claim) : undefined;
      return state === undefined ? [] : [`${claim.key} after ${lengthTo(state)}`];
    }),
    ends: [...visitor.ends].map(([end, { state }]) => `${end} after ${lengthTo(state)}`).sort(),
    never_passes: visitor.claims.flatMap(claim =>
      claim.kind === 'passes' &&
      eventualityOf(edges, components, store.count, state => claim.holds(stateAt(exploration, state))).state >= 0
        ? [claim.key]
        : [],
    ),
    covered: [...exploration.covered],
    late: [...new Set([...(visitor.observed(LateAnswers)?.found ?? [])].map(({ late }) => late))].sort((a, b) => a - b),
    slots: program.size,
  };
}

describe.each([
  { redeliveries: 0, loops: false },
  { redeliveries: 0, loops: true },
  { redeliveries: 1, loops: false },
  { redeliveries: 0, loops: true, contents: true },
  { redeliveries: 0, loops: false, asksStates: true },
  { redeliveries: 0, loops: false, keys: true },
  { redeliveries: 1, loops: false, keys: true },
  { redeliveries: 0, loops: false, retries: true },
  { redeliveries: 1, loops: false, retries: true },
  { redeliveries: 0, loops: false, keys: true, retries: true },
])(
  'random models, redeliveries: $redeliveries, loops: $loops, contents: $contents, about states: $asksStates, keys: $keys, retries: $retries',
  ({ contents = false, asksStates = false, keys = false, retries = false, ...options }) => {
    const { redeliveries, loops } = options;
    test('the reduced and the full search find the same', () => {
      let [compared, less, reducedStates, fullStates] = [0, 0, 0, 0];
      fc.assert(
        fc.property(anyRunModel({ loops, contents, asksStates, keys, retries }), model => {
          const full = finished(exploreFlow(model, { ...limits, redeliveries }));
          const reduced = finished(exploreFlow(model, { ...limits, redeliveries }, undefined, true));
          if (full.exploration.bound !== undefined || reduced.exploration.bound !== undefined || !reduced.isReduced)
            return;
          // Whether runs end is found out by both; the rest is asked of the reduced search only if they do.
          expect(termination(reduced) === 'always').toBe(termination(full) === 'always');
          if (termination(reduced) !== 'always') return;
          expect(facts(reduced)).toEqual(facts(full));
          compared++;
          if (reduced.exploration.store.count < full.exploration.store.count) less++;
          reducedStates += reduced.exploration.store.count;
          fullStates += full.exploration.store.count;
        }),
        drawn(20_260, models),
      );
      // Else nothing was compared, or nothing was left out.
      expect(compared).toBeGreaterThan(shareOf(models, 1 / 3));
      expect(less).toBeGreaterThan(shareOf(models, redeliveries > 0 ? 1 / 20 : 1 / 10));
      // With redeliveries the reduced search begins at more moments.
      expect(redeliveries > 0 || less === 0 || reducedStates < fullStates).toBe(true);
    });
  },
);

test('states that two services change by turns are asked in every order of their changes', () => {
  const states = { at: { kind: 'range', min: 0, max: 2 } } as const;
  const next = [set('at', binary(stateNamed('at'), '+', number(1)))];
  const door = (name: string) =>
    participant(name, {
      states,
      reactions: [
        { on: `${name}1`, to: `${name}2`, sets: next },
        { on: `${name}2`, to: `${name}3`, sets: next },
      ],
    });
  const at = (participantName: string, value: number): Expression =>
    binary({ kind: 'state', participant: participantName, name: 'at', span: place() }, '==', number(value));
  // Each pair of values is reached, however the reduced search would arrange the four steps.
  const pairs = [0, 1, 2].flatMap(one => [0, 1, 2].map(other => [one, other] as const));
  const never = pairs.map(([one, other]): Sentence => {
    const both: Expression = {
      kind: 'binary',
      operator: 'and',
      left: at('P', one),
      right: at('Q', other),
      span: place(),
    };
    return {
      kind: 'at-all-times',
      condition: { kind: 'unary', operator: 'not', operand: both, span: place() },
      span: place(),
    };
  });
  const model = (sentences: readonly Sentence[]): Choreography =>
    choreography(
      [participant('User', { kind: 'actor', emits: ['P1', 'Q1'], receives: ['P3', 'Q3'] }), door('P'), door('Q')],
      { properties: [{ ...named('p'), sentences }] },
    );
  for (const sentence of never) {
    const reduced = finished(exploreFlow(model([sentence]), { ...limits, redeliveries: 0 }, undefined, true));
    expect(reduced.isReduced).toBe(true);
    expect(facts(reduced)).toMatchObject({ never: [expect.stringContaining('property')] });
  }
});

test('the reduced and the full search agree whether the order of delivery decides the end', () => {
  const kinds = new Map<string, number>();
  const decide = (model: Choreography, reduces: boolean) =>
    finished(orderDependence(model, { ...limits, ...(reduces ? { reduce: reductionOf } : {}) }));
  fc.assert(
    fc.property(anyRunModel(), model => {
      const full = decide(model, false);
      const reduced = decide(model, true);
      if (full.kind === 'unknown' || reduced.kind === 'unknown') return;
      expect(reduced.kind).toBe(full.kind);
      kinds.set(full.kind, (kinds.get(full.kind) ?? 0) + 1);
    }),
    drawn(7, models),
  );
  expect(kinds.get('none') ?? 0).toBeGreaterThan(shareOf(models, 0));
  expect(kinds.get('found') ?? 0).toBeGreaterThan(shareOf(models, 0));
});

test('eight branches side by side: 390 625 states, of which fewer than 100 are enough', async () => {
  const { eightBranches } = await import('./eight-branches.ts');
  const reduced = verify(eightBranches());
  expect(reduced.exploration).toBe('reduced');
  expect(reduced.states).toBeLessThan(100);
  expect(reduced.verdicts.filter(({ status }) => status !== 'proved')).toEqual([]);
  const full = finished(exploreFlow(eightBranches(), { ...limits, redeliveries: 0, maxStates: 1_000_000 }));
  expect(full.exploration.store.count).toBe(390_625);
});
