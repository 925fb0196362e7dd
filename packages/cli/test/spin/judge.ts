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
  /** Whether each formula holds on every run, by name; empty where that was not asked. */
  readonly formulas: ReadonlyMap<string, boolean>;
  /** Everything that the search printed, to look at. */
  readonly output: string;
}

const limits = { memory: '-DMEMLIM=1500', depth: '-m400000', seconds: 1200 };

export interface Asked {
  /** Whether the formulas are judged, too, each of which is a search of its own. */
  readonly formulas: boolean;
}

/** Searches for violated assertions and for the ways in which runs come to rest; then for what violates a formula. */
export async function judge(model: PromelaModel, tools: Tools, asked: Asked = { formulas: false }): Promise<Judgement> {
  return inFolder(async folder => {
    const search = async (...flags: readonly string[]): Promise<string> => {
      const { stdout } = await run(join(folder, 'pan'), [...flags, '-n', limits.depth, '-w19'], {
        cwd: folder,
        maxBuffer: 2 ** 30,
        timeout: limits.seconds * 1000,
      });
      return stdout;
    };
    await build(model, tools, folder, ['-DSAFETY', '-DNOCLAIM', '-DPRINTF']);
    const judgement = judgementIn(await search('-c0'));
    const verdicts = new Map<string, boolean>();
    if (asked.formulas && model.formulas.length > 0 && judgement.bounded === undefined) {
      // A search with a formula in it does not look at ends.
      await build(model, tools, folder, []);
      for (const { text } of model.formulas)
        verdicts.set(text, formulaHolds(await search('-a', '-A', '-E', '-N', text)));
    }
    return { ...judgement, formulas: verdicts };
  });
}

function formulaHolds(output: string): boolean {
  const errors = /errors: (\d+)/.exec(output);
  if (!errors || /max search depth too small/.test(output))
    throw new Error(`Spin came to no end:\n${output.slice(-2000)}`);
  return errors[1] === '0';
}

/** Throws where Spin or the compiler does not understand the model. */
export async function reads(model: PromelaModel, tools: Tools): Promise<void> {
  return inFolder(folder => build(model, tools, folder, []));
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
  { spin, compiler: [program, ...args] }: Tools,
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
    program,
    [...args, '-w', ...flags, '-DNOFAIR', '-DNOREDUCE', '-DVECTORSZ=8192', limits.memory, '-o', 'pan', 'pan.c'],
    { cwd },
  );
}

function outputOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (
    `${'stdout' in error ? String(error.stdout) : ''}${'stderr' in error ? String(error.stderr) : ''}` || error.message
  );
}

function judgementIn(output: string): Omit<Judgement, 'formulas'> {
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
