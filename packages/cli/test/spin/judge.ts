/** Spin as a judge: searches all states of an exported model, and says what it found. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PromelaModel } from '@choreo/codegen';
import type { Tools } from './tools.ts';

const run = promisify(execFile);

export interface Judgement {
  /** Texts of assertions that some run violates. */
  readonly violated: ReadonlySet<string>;
  /** A run comes to rest, and nothing left the choreography though something could have. */
  readonly incomplete: boolean;
  /** How runs come to rest: of each exit `message count`, joined; sorted. */
  readonly ends: readonly string[];
  /** More messages wait than the model has room for, or the search was broken off: nothing else can be relied on. */
  readonly bounded: string | undefined;
  readonly states: number;
  /** Everything that the search printed, to look at. */
  readonly output: string;
}

const limits = { memory: '-DMEMLIM=1500', depth: '-m400000', seconds: 240 };

/** Safety: assertions, ends, and how runs come to rest. */
export async function judge(model: PromelaModel, tools: Tools): Promise<Judgement> {
  return inFolder(async folder => {
    await build(model, tools, folder, ['-DSAFETY', '-DNOCLAIM', '-DPRINTF']);
    const { stdout } = await run(join(folder, 'pan'), ['-c0', '-n', limits.depth, '-w19'], {
      cwd: folder,
      maxBuffer: 2 ** 30,
      timeout: limits.seconds * 1000,
    });
    return judgementIn(stdout);
  });
}

/** Whether each formula of the model holds on every run, by name. */
export async function judgeFormulas(model: PromelaModel, tools: Tools): Promise<ReadonlyMap<string, boolean>> {
  return inFolder(async folder => {
    await build(model, tools, folder, []);
    const verdicts = new Map<string, boolean>();
    for (const { text } of model.formulas) {
      const { stdout } = await run(join(folder, 'pan'), ['-a', '-A', '-E', '-n', limits.depth, '-w19', '-N', text], {
        cwd: folder,
        maxBuffer: 2 ** 28,
        timeout: limits.seconds * 1000,
      });
      const errors = /errors: (\d+)/.exec(stdout);
      if (!errors || /max search depth too small/.test(stdout))
        throw new Error(`Spin came to no end:\n${stdout.slice(-2000)}`);
      verdicts.set(text, errors[1] === '0');
    }
    return verdicts;
  });
}

/** Throws where Spin or the compiler does not understand the model. */
export async function reads(model: PromelaModel, tools: Tools): Promise<void> {
  return inFolder(folder => build(model, tools, folder, ['-fsyntax-only']));
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'choreo-spin-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(
  { text }: PromelaModel,
  { spin, compiler }: Tools,
  cwd: string,
  flags: readonly string[],
): Promise<void> {
  writeFileSync(join(cwd, 'model.pml'), text);
  // Spin says what is wrong on either stream, and not always in its exit code.
  const made = await run(spin, ['-DQUIET', '-a', 'model.pml'], { cwd }).catch((error: unknown) => {
    throw new Error(`Spin does not read this model: ${outputOf(error)}\n${text}`);
  });
  if (/error/i.test(made.stdout + made.stderr))
    throw new Error(`Spin does not read this model: ${made.stdout}${made.stderr}\n${text}`);
  await run(
    compiler,
    ['-O0', '-w', ...flags, '-DNOFAIR', '-DNOREDUCE', '-DVECTORSZ=8192', limits.memory, '-o', 'pan', 'pan.c'],
    { cwd },
  );
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (
    `${'stdout' in error ? String(error.stdout) : ''}${'stderr' in error ? String(error.stderr) : ''}` || error.message
  );
}

function judgementIn(output: string): Judgement {
  const violated = new Set<string>();
  const ends = new Set<string>();
  let incomplete = false;
  let bounded: string | undefined;
  for (const line of output.split('\n')) {
    const end = /^\s*at rest:(.*)$/.exec(line);
    const assertion = /assertion violated \(?(.*?)\)? \(at depth/.exec(line);
    if (end) ends.add((end[1] ?? '').trim());
    else if (assertion) violated.add(plain(assertion[1] ?? ''));
    else if (/^pan:\d+: invalid end state/.test(line)) incomplete = true;
    else if (/max search depth too small|out of memory|memory limit/i.test(line)) bounded = line;
  }
  for (const text of violated) if (/<20$|nfull/.test(text)) bounded = `a count or queue is full: ${text}`;
  if (!/errors: \d/.test(output)) bounded = 'the search did not end';
  const states = Number(/([\d.e+]+) states, stored/.exec(output)?.[1] ?? Number.NaN);
  return { violated, incomplete, ends: [...ends].sort(), bounded, states, output };
}

/** The text of an assertion without blanks and brackets, as Spin and the compiler may print it either way. */
export function plain(text: string): string {
  return text.replace(/[\s()]/g, '');
}
