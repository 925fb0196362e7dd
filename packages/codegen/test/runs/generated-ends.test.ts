/**
 * The generated services and the verifier agree on how random models end: no run of the services, whatever the schedule and
 * the handlers, ends as the verifier does not list.
 */
import { beforeAll, expect, test } from 'vitest';
import { sourceOf } from '../../../analysis/test/source-of.ts';
import { howMany, seedFrom, shareOf } from '../../../model/test/randomness.ts';
import { textOfFlow } from './ends.ts';
import { judgedModels, type JudgedModel } from './judged-models.ts';
import { randomRun } from './random-run.ts';
import { generatedServices, type GeneratedServices } from './services.ts';

const models = howMany({ usual: 30, all: 300 });
const runsOfEach = 100;

let judged: readonly (JudgedModel & { readonly services: GeneratedServices })[] = [];

beforeAll(async () => {
  const all = judgedModels(models);
  const { diagnostics, services } = await generatedServices(
    'ends',
    all.map(({ model }) => model),
  );
  expect(diagnostics).toEqual([]);
  judged = all.flatMap((one, index) => {
    const own = services[index];
    return own ? [{ ...one, services: own }] : [];
  });
});

/** What disagrees, with what it takes to look into it. */
function report(model: JudgedModel, what: string): string {
  return `${what}\nThe verifier lists:\n${[...model.words].join('\n')}\n${sourceOf(model.model)}`;
}

test('every end of the generated services is among those of the verifier, with deliveries that come twice', async () => {
  const wrong: string[] = [];
  let [runs, twice, late] = [0, 0, 0];
  for (const one of judged) {
    for (let seed = 1; seed <= runsOfEach; seed++) {
      const flow = await randomRun(one.services, seedFrom(seed), 2);
      // What a model gives may break the contract of its message; the verifier does not look at dead letters.
      if (!flow || flow.deadLetters.some(({ reason }) => reason.includes('violates its contract'))) continue;
      runs++;
      if (flow.deliveries.redelivered > 0) twice++;
      if (flow.elapsed > 0) late++;
      const end = textOfFlow(one.model, flow);
      const fault = flow.deadLetters[0]?.reason ?? (one.words.has(end) ? undefined : end);
      if (fault === undefined) continue;
      wrong.push(report(one, `The services end with, by seed ${seed}: ${fault}`));
      break;
    }
  }
  expect(wrong).toEqual([]);
  expect(runs).toBeGreaterThan(shareOf(models * runsOfEach, 1 / 2));
  for (const count of [twice, late]) expect(count).toBeGreaterThan(shareOf(models * runsOfEach, 1 / 20));
});
