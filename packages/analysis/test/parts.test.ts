/** Asking parts of a choreography says what asking the whole does: compared on random models. */
import type { Choreography } from '@choreo/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawn, howMany, shareOf } from '../../model/test/randomness.ts';
import { replay } from '../src/runs/simulation.ts';
import { independentParts } from '../src/verification/parts/independent-parts.ts';
import { sliceFor } from '../src/verification/parts/slice.ts';
import type { Limits } from '../src/verification/question.ts';
import type { Flow } from '../src/verification/flow.ts';
import type { Verdict } from '../src/verification/verdict.ts';
import { verifyFlow } from '../src/verification/verify-flow.ts';
import { anyRunModel } from './any-run-model.ts';
import { beside } from './beside.ts';

const models = howMany({ usual: 60, all: 1500 });
const limits: Limits = { redeliveries: 0, cases: 1, maxStates: 5000, maxBytes: 1e9 };

function flowOf(model: Choreography, options: Partial<Limits>): Flow {
  const task = verifyFlow(model, { ...limits, ...options });
  for (;;) {
    const { done, value } = task.next();
    if (done) return value;
  }
}

/** What a verdict is about, apart from the run that shows it. */
function topicOf({ code, subject }: Verdict): string {
  switch (subject.kind) {
    case 'sentence':
    case 'vacuous':
      return `${code} ${JSON.stringify(subject.sentence)}`;
    case 'competition':
      return `${code} ${JSON.stringify(subject.sentence)} ${[...subject.services].sort().join()}`;
    case 'exit':
      return `${code} ${subject.message}`;
    case 'join':
    case 'retry':
    case 'alternative':
      return `${code} ${subject.reaction.id}`;
    default:
      return code;
  }
}

function statuses({ verdicts }: Flow): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const verdict of verdicts) {
    const topic = topicOf(verdict);
    if (found.get(topic) !== 'violated') found.set(topic, verdict.status);
  }
  return found;
}

function expectTheSame(parts: Flow, whole: Flow): void {
  // Loops elsewhere, and what is left open elsewhere, no longer bound what is said of a part.
  const open = new Set(
    whole.verdicts.flatMap(({ code, subject, status }) =>
      subject.kind === 'none' && status === 'bounded' ? [code] : [],
    ),
  );
  const isCompared = (topic: string): boolean => ![...open].some(code => topic.startsWith(code));
  const [inParts, inWhole] = [statuses(parts), statuses(whole)];
  expect([...inParts.keys()].filter(isCompared).sort()).toEqual([...inWhole.keys()].filter(isCompared).sort());
  for (const [topic, status] of inWhole) {
    if (!isCompared(topic)) continue;
    expect(status === 'bounded' ? ['bounded', 'proved'] : [status], topic).toContain(inParts.get(topic));
  }
}

describe.each([{ redeliveries: 0 }, { redeliveries: 1 }, { redeliveries: 0, keys: true }])(
  'redeliveries: $redeliveries, keys: $keys',
  ({ redeliveries, keys = false }) => {
    test('two models side by side: what is said of each is said of both', () => {
      let [compared, violated] = [0, 0];
      const small = anyRunModel({ mostReactions: 3, contents: true, keys, retries: true });
      fc.assert(
        fc.property(small, small, (one, other) => {
          const both = beside(one, other);
          if (independentParts(both).length < 2) return;
          const whole = flowOf(both, { redeliveries, reduction: 'full' });
          if (whole.bound) return;
          const parts = flowOf(both, { redeliveries });
          expectTheSame(parts, whole);
          expect(parts.termination).toBe(whole.termination);
          expect(parts.exits.map(exits => exits.join())).toEqual(whole.exits.map(exits => exits.join()));
          compared++;
          for (const { run, other: second } of parts.verdicts) {
            for (const shown of [run, second]) {
              if (!shown) continue;
              violated++;
              const entries = Object.fromEntries(
                both.participants.flatMap(({ emits }) =>
                  emits.map(({ message, multiplicity }) => [message, multiplicity === 'one' ? 1 : 0]),
                ),
              );
              for (const { message, count } of shown.entries) entries[message] = count;
              const moves = shown.steps.map(({ move }) => move);
              if (both.participants.some(({ schedules }) => schedules.length > 0)) continue;
              expect(replay(both, moves, { entries, redeliveries }).snapshots).toEqual(shown.snapshots);
            }
          }
        }),
        drawn(31, models),
      );
      expect(compared).toBeGreaterThan(shareOf(models, 1 / 4));
      expect(violated).toBeGreaterThan(shareOf(models, 1 / 4));
    });

    test('a sentence asked of what can influence it', () => {
      let [compared, smaller] = [0, 0];
      fc.assert(
        fc.property(anyRunModel({ loops: redeliveries === 0, contents: true, keys, retries: true }), model => {
          const whole = flowOf(model, { redeliveries, reduction: 'full' });
          if (whole.bound || model.properties.length === 0) return;
          expectTheSame(flowOf(model, { redeliveries, mostTogether: 0 }), whole);
          compared++;
          for (const sentence of model.properties.flatMap(({ sentences }) => sentences)) {
            const slice = sliceFor(model, sentence);
            if (slice && JSON.stringify(slice.participants).length < JSON.stringify(model.participants).length)
              smaller++;
          }
        }),
        drawn(32, models),
      );
      expect(compared).toBeGreaterThan(shareOf(models, 1 / 3));
      expect(smaller).toBeGreaterThan(shareOf(models, 1 / 3));
    });
  },
);
