/** Spin, which knows nothing of our engine, agrees with the verifier: on every model of the corpus, and on random ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verify } from '@choreo/analysis';
import { promelaOf } from '@choreo/codegen';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { anyRunModel } from '../../../analysis/test/any-run-model.ts';
import { sourceOf } from '../../../analysis/test/source-of.ts';
import { disagreements, formulaDisagreements } from './agreement.ts';
import { judge, judgeFormulas } from './judge.ts';
import type { Tools } from './tools.ts';
import { findTools } from './tools.ts';

const found = await findTools();
const tools: Tools | undefined = 'missing' in found ? undefined : found;
if ('missing' in found) console.warn(`SKIPPED: Spin does not judge the verifier, since ${found.missing}.`);

/** How many random models; `CHOREO_SPIN_MODELS=2000` for a long evening. */
const howMany = Number(process.env['CHOREO_SPIN_MODELS'] ?? 80);
const seed = Number(process.env['CHOREO_SPIN_SEED'] ?? 1);

/** What Spin and the verifier say differently; undefined where a search came to no end, so that there is nothing to compare. */
async function compare(
  choreography: Choreography,
  redeliveries: number,
  withFormulas: boolean,
  by: Tools,
): Promise<readonly string[] | undefined> {
  const options = { redeliveries, maxStates: 60_000 };
  const verifications = [
    verify(choreography, { ...options, reduction: 'full' }),
    verify(choreography, { ...options, reduction: 'auto' }),
  ];
  const model = promelaOf(choreography, { redeliveries });
  expect(model.problems).toEqual([]);
  if (verifications.some(({ bound }) => bound !== undefined)) return undefined;
  const judgement = await judge(model, by);
  const isUnbounded = verifications.some(({ verdicts }) =>
    verdicts.some(({ code, status }) => code === 'unbounded-messages' && status === 'violated'),
  );
  if (isUnbounded)
    return judgement.bounded === undefined ? ['messages pile up: the verifier says so, Spin does not'] : undefined;
  if (judgement.bounded !== undefined) return undefined;
  const formulas = withFormulas && model.formulas.length > 0 ? await judgeFormulas(model, by) : undefined;
  return verifications.flatMap((verification, index) =>
    [
      ...disagreements(model, judgement, verification, redeliveries),
      ...(formulas ? formulaDisagreements(model, formulas, verification) : []),
    ].map(line => `${index === 0 ? 'full' : 'reduced'}: ${line}`),
  );
}

/** A few at once: most of the time goes into the compiler. */
async function inParallel<T>(work: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < work.length; index = next++) {
      const task = work[index];
      if (task) results[index] = await task();
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return results;
}

const corpus = new URL('../../../language/test/corpus/', import.meta.url);
const names = readdirSync(corpus).filter(name => name.endsWith('.choreo'));

describe.skipIf(!tools)('Spin and the verifier agree', () => {
  test('on the corpus', { timeout: 180_000 }, async () => {
    if (!tools) return;
    const work = names.flatMap(name =>
      [0, 1].map(redeliveries => async () => {
        const text = readFileSync(new URL(name, corpus), 'utf8');
        const [checked] = await checkTexts([{ uri: `file:///${name}`, text }]);
        if (!checked) throw new Error(`${name} holds no choreography`);
        // Each of the eight branches again, in every order: a search for another day.
        if (redeliveries > 0 && name === 'eight-branches.choreo') return { name, redeliveries, differences: [] };
        return {
          name,
          redeliveries,
          differences: await compare(checked.choreography, redeliveries, redeliveries === 0, tools),
        };
      }),
    );
    const results = await inParallel(work);
    expect(results.length).toBeGreaterThan(60);
    expect(results.filter(({ differences }) => (differences?.length ?? 0) > 0)).toEqual([]);
    const open = results.filter(({ differences }) => differences === undefined).map(({ name }) => name);
    expect(open.length, open.join()).toBeLessThan(results.length / 10);
  });

  test(`on ${howMany} random models`, { timeout: 120_000 + howMany * 2_000 }, async () => {
    if (!tools) return;
    const models = fc.sample(anyRunModel(), { seed, numRuns: howMany });
    const work = models.map((model, index) => async () => ({
      model,
      index,
      differences: await compare(model, index % 3 === 0 ? 1 : 0, index % 4 === 1, tools),
    }));
    const results = await inParallel(work);
    const wrong = results.filter(({ differences }) => (differences?.length ?? 0) > 0);
    const told = wrong.map(
      ({ model, index, differences }) => `model ${index}\n${differences?.join('\n')}\n${sourceOf(model)}`,
    );
    expect(told.slice(0, 5).join('\n\n')).toBe('');
    const open = results.filter(({ differences }) => differences === undefined);
    expect(open.length).toBeLessThan(howMany / 5);
  });
});
