/** How large the models are that can be verified, and how that compares with Spin on the exported model in the same run. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { verify } from '@choreo/analysis/verification';
import type { Verification } from '@choreo/analysis/verification';
import { promelaOf } from '@choreo/codegen';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { exploreFlow } from '../../analysis/src/verification/explore-flow.ts';
import { findTools } from '../test/spin/tools.ts';
import { fanOut, parallelCompensations, saga } from '../../language/test/verification/scale-models.ts';

export interface ScaleFigure {
  readonly name: string;
  readonly ms: number;
  readonly states: number;
  /** How many verdicts are not sure. */
  readonly bounded: number;
  readonly target: number;
  /** Of Spin's own search of the exported model, with its reduction; undefined where it came to no end, or is not there. */
  readonly spinMs: number | undefined;
}

/** The search alone, without reductions on either side. */
export interface SearchFigure {
  readonly name: string;
  readonly states: number;
  readonly ms: number;
  readonly spinStates: number;
  readonly spinMs: number;
}

const run = promisify(execFile);
const rounds = 3;
/** Spin gets as long as this for a search. */
const patience = 20_000;

const requires = Array.from({ length: 12 }, (_, index) => `  Q${index} requires P${index}`).join('\n');

const table = [
  { name: 'fan-out of 12, with 12 `requires`', text: fanOut(12, requires), target: 500 },
  { name: 'fan-out of 20, with `Done requires Q3`', text: fanOut(20, '  Done requires Q3'), target: 500 },
  { name: '4 sagas of 6 steps', text: ['A', 'B', 'C', 'D'].map(name => saga(6, name)).join(''), target: 500 },
  { name: '7 parallel compensations', text: parallelCompensations(7), target: 2000 },
  { name: 'saga of 10 steps, 2 redeliveries', text: saga(10), redeliveries: 2, target: 5000 },
  { name: '3 sagas of 10 steps', text: ['A', 'B', 'C'].map(name => saga(10, name)).join(''), target: 300 },
] as const;

export async function measureScale(): Promise<readonly ScaleFigure[]> {
  const figures: ScaleFigure[] = [];
  for (const { name, text, target, ...options } of table) {
    const redeliveries = 'redeliveries' in options ? options.redeliveries : 0;
    const choreography = await read(text);
    const { ms, result } = best(() => verify(choreography, { redeliveries, scope: 'flow' }));
    const spin = await searchWithSpin(choreography, redeliveries, ['-DCOLLAPSE', '-DSAFETY']);
    figures.push({
      name,
      ms,
      states: result.states,
      bounded: boundedIn(result),
      target,
      spinMs: spin?.ms,
    });
  }
  return figures;
}

function boundedIn({ verdicts }: Verification): number {
  return verdicts.filter(({ status }) => status === 'bounded').length;
}

/** Models of at least 50 000 states; none without Spin. */
export async function measureSearch(): Promise<readonly SearchFigure[]> {
  const figures: SearchFigure[] = [];
  for (const { name, text } of [
    { name: 'fan-out of 8', text: fanOut(8) },
    { name: '5 parallel compensations', text: parallelCompensations(5) },
  ]) {
    const choreography: Choreography = { ...(await read(text)), properties: [] };
    const spin = await searchWithSpin(choreography, 0, ['-DCOLLAPSE', '-DSAFETY', '-DNOREDUCE']);
    if (!spin) continue;
    const limits = { redeliveries: 0, cases: 1, maxStates: 10_000_000, maxBytes: 4e9 };
    const { ms, result } = best(() => {
      const task = exploreFlow(choreography, limits, []);
      for (;;) {
        const { done, value } = task.next();
        if (done) return value.exploration.store.count;
      }
    });
    figures.push({ name, states: result, ms, spinStates: spin.states, spinMs: spin.ms });
  }
  return figures;
}

function best<T>(work: () => T): { readonly ms: number; readonly result: T } {
  let ms = Infinity;
  let result = work();
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    result = work();
    ms = Math.min(ms, performance.now() - begun);
  }
  return { ms, result };
}

async function read(text: string): Promise<Choreography> {
  const [checked] = await checkTexts([{ uri: 'file:///scale.choreo', text }]);
  if (!checked) throw new Error('The text has no choreography');
  return checked.choreography;
}

/** The time that its search takes, once it is compiled. */
async function searchWithSpin(
  choreography: Choreography,
  redeliveries: number,
  flags: readonly string[],
): Promise<{ readonly ms: number; readonly states: number } | undefined> {
  const tools = await findTools();
  if ('missing' in tools) return undefined;
  const cwd = mkdtempSync(join(tmpdir(), 'choreo-bench-'));
  try {
    writeFileSync(join(cwd, 'model.pml'), promelaOf(choreography, { redeliveries }).text);
    await run(tools.spin, ['-DQUIET', '-a', 'model.pml'], { cwd });
    const compile = ['-O2', '-w', '-DNOFAIR', '-DNOCLAIM', '-DVECTORSZ=8192', '-DMEMLIM=4000', ...flags];
    await run('cc', [...compile, '-o', 'pan', 'pan.c'], { cwd });
    const begun = performance.now();
    const { stdout } = await run(join(cwd, 'pan'), ['-n', '-c0', '-m400000', '-w22'], {
      cwd,
      timeout: patience,
      maxBuffer: 2 ** 28,
    });
    const ms = performance.now() - begun;
    const states = Number(/(\d+) states, stored/.exec(stdout)?.[1] ?? 0);
    return /too small|not completed/.test(stdout) ? undefined : { ms, states };
  } catch {
    return undefined;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
