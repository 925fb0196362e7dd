/**
 * Spin and a C compiler. Spin is the one on the path, else the one that `CHOREO_SPIN` names, else, on Debian and its kin, the
 * system's own package, unpacked into a cache: no rights are needed for that.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Tools {
  readonly spin: string;
  readonly compiler: string;
}

/** The tools, or why there are none. */
export async function findTools(): Promise<Tools | { readonly missing: string }> {
  const compiler = await firstThatRuns(['cc', 'gcc', 'clang'], '--version');
  if (compiler === undefined) return { missing: 'there is no C compiler (cc, gcc or clang) on the path' };
  const named = process.env['CHOREO_SPIN'];
  const spin = (await firstThatRuns(named ? [named] : ['spin'], '-V')) ?? (named ? undefined : await fromPackage());
  if (spin === undefined) {
    return { missing: 'there is no Spin on the path, and its package could not be had (Debian: apt-get install spin)' };
  }
  return { spin, compiler };
}

async function firstThatRuns(commands: readonly string[], flag: string): Promise<string | undefined> {
  for (const command of commands) {
    try {
      const { stdout } = await run(command, [flag]);
      // Other programs are called spin, too.
      if (flag !== '-V' || /Spin Version/.test(stdout)) return command;
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

const cache = fileURLToPath(new URL('../../../../node_modules/.cache/choreo-spin/', import.meta.url));

async function fromPackage(): Promise<string | undefined> {
  const kept = join(cache, 'unpacked', 'usr', 'bin', 'spin');
  if (existsSync(kept)) return firstThatRuns([kept], '-V');
  mkdirSync(cache, { recursive: true });
  const apart = mkdtempSync(join(cache, 'unpacking-'));
  try {
    await run('apt-get', ['download', 'spin'], { cwd: apart, timeout: 300_000 });
    const archive = readdirSync(apart).find(name => name.endsWith('.deb'));
    if (archive === undefined) return undefined;
    await run('dpkg', ['-x', archive, 'unpacked'], { cwd: apart });
    // Another process may have been faster.
    if (!existsSync(kept)) renameSync(join(apart, 'unpacked'), join(cache, 'unpacked'));
    return await firstThatRuns([kept], '-V');
  } catch {
    return undefined;
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}
