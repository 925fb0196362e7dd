/** Time and memory of a whole process, from its start to its end. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Usage {
  /** By the clock, from spawning to the exit. */
  readonly ms: number;
  /** User and system time over all threads: less disturbed by what else runs on the machine. */
  readonly cpuMs: number;
  /** The peak of the resident set, in units of 10^6 bytes. */
  readonly rssMb: number;
}

const reporter = join(import.meta.dirname, 'report-usage.mjs');

/** Runs `node` with these arguments under this very Node. Fails on an exit code other than `expected`. */
export function runCold(
  args: readonly string[],
  { expected = 0 }: { readonly expected?: number } = {},
): Promise<Usage> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ['--import', reporter, ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    let report = '';
    let errors = '';
    child.stdio[3]?.on('data', (chunk: Buffer) => (report += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    let ms = 0;
    child.once('exit', () => (ms = performance.now() - start));
    child.once('error', reject);
    child.once('close', code => {
      if (code === expected) resolve({ ms, ...(JSON.parse(report) as Omit<Usage, 'ms'>) });
      else reject(new Error(`node ${args.join(' ')} ended with ${code}:\n${errors}`));
    });
  });
}

/** The run of the least time out of several, since everything else on the machine can only add to it. */
export async function bestOf(runs: number, measure: () => Promise<Usage>): Promise<Usage> {
  let best: Usage | undefined;
  for (let run = 0; run < runs; run++) {
    const usage = await measure();
    if (!best || usage.ms < best.ms) best = usage;
  }
  if (!best) throw new Error('Nothing was measured.');
  return best;
}
