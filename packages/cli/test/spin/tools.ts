/**
 * Spin and a C compiler. Spin is the one on the path, else the one that `CHOREO_SPIN` names, else, on Debian and its kin, the
 * system's own package, unpacked into a cache: no rights are needed for that. The compiler is the Tiny C Compiler if it can be
 * had in the same way, since it takes a tenth of the time of any other, which is most of what a small model takes.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Tools {
  readonly spin: string;
  /** The program, and what it is given before anything else. */
  readonly compiler: readonly [program: string, ...args: readonly string[]];
}

/** The tools, or why there are none. */
export async function findTools(): Promise<Tools | { readonly missing: string }> {
  const compiler = (await tinyCompiler()) ?? (await otherCompiler());
  if (compiler === undefined) return { missing: 'there is no C compiler (tcc, cc, gcc or clang) that works' };
  const named = process.env['CHOREO_SPIN'];
  const spin =
    (await firstThatRuns(named ? [named] : ['spin'], isSpin)) ??
    (named ? undefined : await firstThatRuns([join((await unpacked('spin')) ?? '', 'usr/bin/spin')], isSpin));
  if (spin === undefined) {
    return { missing: 'there is no Spin on the path, and its package could not be had (Debian: apt-get install spin)' };
  }
  return { spin, compiler };
}

/** Other programs are called spin, too. */
const isSpin = async (command: string): Promise<boolean> => /Spin Version/.test((await run(command, ['-V'])).stdout);

async function otherCompiler(): Promise<Tools['compiler'] | undefined> {
  const found = await firstThatRuns(['cc', 'gcc', 'clang'], command => compiles([command, '-O0']));
  return found === undefined ? undefined : [found, '-O0'];
}

async function tinyCompiler(): Promise<Tools['compiler'] | undefined> {
  if (await firstThatRuns(['tcc'], command => compiles([command]))) return ['tcc'];
  const folder = await unpacked('tcc');
  if (folder === undefined) return undefined;
  const libraries = readdirSync(join(folder, 'usr/lib'))
    .map(name => join(folder, 'usr/lib', name, 'tcc'))
    .find(path => existsSync(path));
  const compiler = [join(folder, 'usr/bin/tcc'), `-B${libraries}`] as const;
  return (await firstThatRuns([compiler[0]], () => compiles(compiler))) ? compiler : undefined;
}

/** Whether a compiler makes a program that runs: it may lack the headers of the system. */
async function compiles([program, ...args]: Tools['compiler']): Promise<boolean> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'trying-'));
  try {
    writeFileSync(join(folder, 'a.c'), '#include <stdio.h>\nint main() { printf("works"); return 0; }\n');
    await run(program, [...args, '-o', 'a', 'a.c'], { cwd: folder });
    return (await run(join(folder, 'a'))).stdout === 'works';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstThatRuns(
  commands: readonly string[],
  works: (command: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const command of commands) {
    try {
      if (await works(command)) return command;
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

const cache = fileURLToPath(new URL('../../../../node_modules/.cache/choreo-spin/', import.meta.url));

/** The folder of a package of Debian, fetched if it is not there; undefined where it cannot be had. */
async function unpacked(name: string): Promise<string | undefined> {
  const kept = join(cache, name);
  if (existsSync(kept)) return kept;
  mkdirSync(cache, { recursive: true });
  const apart = mkdtempSync(join(cache, 'unpacking-'));
  try {
    await run('apt-get', ['download', name], { cwd: apart, timeout: 300_000 });
    const archive = readdirSync(apart).find(file => file.endsWith('.deb'));
    if (archive === undefined) return undefined;
    await run('dpkg', ['-x', archive, 'unpacked'], { cwd: apart });
    // Another process may have been faster.
    if (!existsSync(kept)) renameSync(join(apart, 'unpacked'), kept);
    return kept;
  } catch {
    return undefined;
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}
