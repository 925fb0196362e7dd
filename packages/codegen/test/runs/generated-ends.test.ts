/**
 * The generated services and the verifier agree on how random models end. No run of the services, whatever the schedule and the
 * handlers, ends as the verifier does not list; and the services follow the verifier's run to each end.
 */
import { beforeAll, expect, test } from 'vitest';
import { sourceOf } from '../../../analysis/test/source-of.ts';
import { howMany, seedFrom, shareOf } from '../../../model/test/randomness.ts';
import { textOfEnd, textOfFlow } from './ends.ts';
import { judgedModels, type JudgedModel } from './judged-models.ts';
import { randomRun } from './random-run.ts';
import { programsOf, scriptOf, type Script } from './script.ts';
import { OtherWay, scriptedRun } from './scripted-run.ts';
import { generatedServices, type GeneratedServices } from './services.ts';

const models = howMany({ usual: 30, all: 300 });
const runsOfEach = 100;
/** The model leaves open what some conditions say about payloads, so that not every choice of payloads leads to an end. */
const mostTries = 40;

type Judged = JudgedModel & { readonly services: GeneratedServices };
let judged: readonly Judged[] = [];

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
function report({ words, model }: JudgedModel, ...what: readonly string[]): string {
  return [...what, 'The verifier lists:', ...words, sourceOf(model)].join('\n');
}

/** The verifier takes no payload that breaks its contract, as contents of a model can, and looks at no dead letter. */
function isOfContract(reason: string): boolean {
  return reason.includes('violates its contract');
}

test('every end of the generated services is among those of the verifier, with deliveries that come twice', async () => {
  const wrong: string[] = [];
  let [runs, twice, late] = [0, 0, 0];
  for (const one of judged) {
    for (let seed = 1; seed <= runsOfEach; seed++) {
      const flow = await randomRun(one.services, seedFrom(seed), 2);
      if (!flow || flow.deadLetters.some(({ reason }) => isOfContract(reason))) continue;
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
  expect(runs).toBeGreaterThan(shareOf(models * runsOfEach, 2 / 3));
  for (const count of [twice, late]) expect(count).toBeGreaterThan(shareOf(models * runsOfEach, 1 / 20));
});

test('the services reach every end that the verifier lists, but for those that rest on what is open', async () => {
  const wrong: string[] = [];
  let [reached, left] = [0, 0];
  for (const one of judged) {
    const programs = programsOf(one.model);
    for (const { part, listed } of one.ends) {
      for (const end of listed) {
        const script = scriptOf(programs(part), end.path.counts, end.path.moves);
        const wanted = textOfEnd(one.model, end);
        const got = await endOf(one, script, wanted);
        if (got === wanted) reached++;
        else if (script.restsOn.size > 0 || isOfContract(got)) left++;
        else wrong.push(report(one, `Wanted: ${wanted}`, `Got: ${got}`, ...textsOf(script)));
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(reached).toBeGreaterThan(shareOf(models * 10, 1 / 5));
  expect(left).toBeLessThanOrEqual(5 + reached / 4);
});

/** The end to which the script leads, or where the services go another way. */
async function endOf({ services, model }: Judged, script: Script, wanted: string): Promise<string> {
  let last = '';
  for (let seed = 1; seed <= mostTries && last !== wanted; seed++) {
    try {
      last = textOfFlow(model, await scriptedRun(services, script, seedFrom(seed)));
    } catch (error) {
      if (!(error instanceof OtherWay)) throw error;
      last = error.message;
    }
  }
  return last;
}

function textsOf({ steps }: Script): readonly string[] {
  return steps.map(({ kind, service, token, source, answers }, index) => {
    const fired = answers.map(
      ({ reaction, parts }) =>
        `${reaction} -> ${parts
          .flat()
          .map(({ message }) => message)
          .join()}`,
    );
    return `${index + 1}. ${kind} ${service} ${token?.message ?? source ?? ''}: ${fired.join('; ')}`;
  });
}
