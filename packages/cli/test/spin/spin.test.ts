/** Spin, which knows nothing of our engine, agrees with the verifier: on the corpus, the examples, and on random models. */
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verify } from '@choreo/analysis/verification';
import { promelaOf } from '@choreo/codegen';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { drawn, howMany } from '../../../model/test/randomness.ts';
import { anyRunModel } from '../../../analysis/test/any-run-model.ts';
import { choreography, participant } from '../../../analysis/test/build.ts';
import { sourceOf } from '../../../analysis/test/source-of.ts';
import { hostileModel, hostileNames } from '../../../codegen/test/support/hostile.ts';
import { allModels } from '../../../codegen/test/support/models.ts';
import { corners, textOf } from './corners.ts';
import { disagreements, formulaDisagreements } from './agreement.ts';
import type { Judgement } from './judge.ts';
import { judge, reads } from './judge.ts';
import { shippedModels } from './shipped-models.ts';
import type { Tools } from './tools.ts';
import { findTools } from './tools.ts';

const found = await findTools();
const tools: Tools | undefined = 'missing' in found ? undefined : found;
if ('missing' in found) console.warn(`SKIPPED: Spin does not judge the verifier, since ${found.missing}.`);

/** `CHOREO_RANDOM_MODELS=2000` for a long evening, `CHOREO_SEED=2` for others. */
const random = drawn(1, howMany({ usual: 8, all: 60 }));

/** `CHOREO_RANDOM_MODELS=all` asks of everything that is shipped as well. */
const areAll = random.numRuns >= 60;

interface Question {
  readonly name: string;
  readonly choreography: Choreography;
  readonly redeliveries: number;
  readonly cases: number;
  readonly withFormulas: boolean;
  /** Whether the export may have to leave something open, so that Spin looks at more runs. */
  readonly mayBeOpen?: boolean;
}

/**
 * What Spin and the verifier say differently; undefined where a search came to no end, so that there is nothing to compare.
 * `known`: what Spin has said of it already.
 */
async function compare(question: Question, by: Tools, known?: Judgement): Promise<readonly string[] | undefined> {
  const { choreography: asked, redeliveries, cases, withFormulas } = question;
  const verifications = (['full', 'auto'] as const).map(reduction => ({
    reduction,
    verification: verify(asked, { redeliveries, cases, maxStates: 60_000, reduction }),
  }));
  const model = promelaOf(asked, { redeliveries, cases });
  if (question.mayBeOpen && model.problems.length > 0) return undefined;
  expect(model.problems).toEqual([]);
  const isUnbounded = verifications.some(({ verification }) =>
    verification.verdicts.some(({ code, status }) => code === 'unbounded-messages' && status === 'violated'),
  );
  if (!isUnbounded && verifications.some(({ verification }) => verification.bound !== undefined)) return undefined;
  const formulas = withFormulas && verifications.every(({ verification }) => verification.termination === 'always');
  const judgement = known ?? (await judge(model, by, { formulas }));
  if (isUnbounded)
    return judgement.bounded === undefined ? ['messages pile up: the verifier says so, Spin does not'] : undefined;
  if (judgement.bounded !== undefined) return undefined;
  return verifications.flatMap(({ reduction, verification }) =>
    [
      ...disagreements(model, judgement, verification, redeliveries),
      ...formulaDisagreements(model, judgement.formulas, verification),
    ].map(line => `${reduction}: ${line}`),
  );
}

/** Two cases meet where nothing tells their messages apart. */
function withoutKeys(model: Choreography): Choreography {
  const [first, second] = model.messages;
  return {
    ...model,
    messages: model.messages.map(one =>
      one === first || one === second ? { ...one, fields: one.fields.filter(({ key }) => !key) } : one,
    ),
  };
}

/** A few at once: most of the time goes into the compiler. What differs, with the model; and how many were compared. */
async function compareAll(
  questions: readonly Question[],
  by: Tools,
): Promise<{ told: readonly string[]; compared: number }> {
  const told: string[] = [];
  let compared = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let question = questions[next++]; question; question = questions[next++]) {
      const differences = await compare(question, by);
      if (differences) compared++;
      if (differences?.length) {
        const { name, redeliveries, cases } = question;
        told.push(
          [
            `${name}, ${redeliveries} redeliveries, ${cases} cases`,
            ...differences,
            sourceOf(question.choreography),
          ].join('\n'),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return { told, compared };
}

describe.skipIf(!tools)('Spin and the verifier agree', () => {
  test('on everything that is shipped or derived by hand', async () => {
    if (!tools) return;
    const models = await shippedModels();
    // Compiling each takes most of the time. Which sixth it is follows from the seed; what Spin found of all of them is in the corpus.
    const part = (_: unknown, index: number): boolean => areAll || (index + (random.seed >>> 0)) % 6 === 0;
    const questions = models.filter(part).flatMap(({ name, choreography: asked, redeliveries, cases }): Question[] => {
      const question = { name, choreography: asked, redeliveries: 0, cases: 1, withFormulas: true };
      return [
        question,
        ...(redeliveries > 0 ? [{ ...question, redeliveries, withFormulas: false }] : []),
        ...(cases > 1 ? [{ ...question, cases }] : []),
      ];
    });
    expect(models.length).toBeGreaterThan(50);
    const { told, compared } = await compareAll(questions, tools);
    expect(told.join('\n\n')).toBe('');
    expect(compared).toBeGreaterThan(questions.length * 0.8);
  });

  test.each(corners)('on a corner: $name', async corner => {
    if (!tools) return;
    const [checked] = await checkTexts([{ uri: 'file:///corner.choreo', text: textOf(corner) }]);
    if (!checked) throw new Error('There is no choreography');
    expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { choreography: asked } = checked;
    const redeliveries = corner.redeliveries ?? 0;
    const judgement = await judge(promelaOf(asked, { redeliveries }), tools);
    expect(judgement.ends).toEqual(corner.ends);
    const question = { name: corner.name, choreography: asked, redeliveries, cases: 1, withFormulas: false };
    expect(await compare(question, tools, judgement)).toEqual([]);
  });

  test.each([{}, { contents: true }, { keys: true }, { retries: true }, { keys: true, retries: true }])(
    `on ${random.numRuns} random models, %o`,
    async options => {
      const { contents = false, retries = false } = options as {
        readonly contents?: boolean;
        readonly retries?: boolean;
      };
      if (!tools) return;
      const questions = fc.sample(anyRunModel(options), random).map((model, index): Question => {
        const areTwo = index % 6 === 5;
        return {
          name: `model ${index} of seed ${random.seed}`,
          choreography: areTwo ? withoutKeys(model) : model,
          redeliveries: index % 3 === 0 ? 1 : 0,
          cases: areTwo ? 2 : 1,
          withFormulas: index % 4 === 1,
          mayBeOpen: contents || retries,
        };
      });
      const { told, compared } = await compareAll(questions, tools);
      expect(told.slice(0, 5).join('\n\n')).toBe('');
      expect(compared).toBeGreaterThan(random.numRuns * 0.7 - 5);
    },
  );

  test('on a model where they can be seen to: another model is told apart', async () => {
    if (!tools) return;
    const shop = (to: string) =>
      choreography([
        participant('User', { kind: 'actor', emits: ['Placed'], receives: ['Shipped', 'Lost'] }),
        participant('Shop', { reactions: [{ on: 'Placed', to }] }),
      ]);
    const model = promelaOf(shop('Shipped | Lost'));
    const judgement = await judge(model, tools);
    expect(disagreements(model, judgement, verify(shop('Shipped | Lost')), 0)).toEqual([]);
    expect(disagreements(model, judgement, verify(shop('Shipped & Lost')), 0)).toEqual([
      'ends: Spin ["Lost","Shipped"], verifier ["Lost Shipped"]',
    ]);
    expect(disagreements(model, judgement, verify(shop('Shipped | nothing')), 0)).toContain(
      'incomplete flow: Spin false, verifier true',
    );
  });
});

describe.skipIf(!tools)('Spin reads', () => {
  test('models with all that the language has, and names that try to get out', async () => {
    if (!tools) return;
    const hostile = [0, 8, 16, 24, 32, 40].map(start => hostileModel(hostileNames.slice(start, start + 8)));
    for (const model of [...(await allModels()).values(), ...hostile]) {
      await expect(reads(promelaOf(model, { redeliveries: 1 }), tools)).resolves.toBeUndefined();
    }
  });
});
