/** Runs commands: most in this process, some as the process that users start. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import { runCommand } from '../../src/run-command.ts';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ProcessOptions extends RunOptions {
  /** Arguments for Node itself. */
  readonly node?: readonly string[];
  /** What it reads from standard input. */
  readonly input?: string;
}

/** As it ships; Vitest has made it before the first test (`scripts/tool/bundles-for-tests.mjs`). */
export const command = fileURLToPath(new URL('../../../../dist/cli/choreo.cjs', import.meta.url));

/** Runs a command in this process, which spares it most of its time: to start. One at a time, since it has but one folder. */
export function choreo(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const outcome = last.then(() => runHere(args, options));
  last = outcome.catch(() => undefined);
  return outcome;
}

let last: Promise<unknown> = Promise.resolve();

async function runHere(args: readonly string[], { cwd = process.cwd(), env = {} }: RunOptions): Promise<Outcome> {
  const { cwd: folder, env: around } = { cwd: process.cwd(), env: process.env };
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...plain } = around;
  const stdout = caught(process.stdout);
  const stderr = caught(process.stderr);
  try {
    process.chdir(cwd);
    process.env = { ...plain, ...env };
    const code = await runCommand(args);
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(folder);
    process.env = around;
    stdout.release();
    stderr.release();
  }
}

/** Keeps what is written to a stream, as if somebody read it through a pipe. */
function caught(stream: NodeJS.WriteStream): { text(): string; release(): void } {
  let text = '';
  const spy = vi.spyOn(stream, 'write').mockImplementation(chunk => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return true;
  });
  return { text: () => text, release: () => spy.mockRestore() };
}

/** The command as users start it: a process of its own, from the one file that ships. For what depends on being that. */
export async function choreoProcess(args: readonly string[], options: ProcessOptions = {}): Promise<Outcome> {
  const { cwd, env, node = [], input } = options;
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...around } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, command, ...args], {
      cwd,
      env: { ...around, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(input);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

/** A folder of its own outside of any other, with these files; gone after the test. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'choreo-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return folder;
}

/** A choreography in which nothing is wrong. */
export const sound = `choreography Shop
event Placed { key orderId: uuid }
event Shipped { key orderId: uuid }
actor Customer {
  emits Placed
  receives Shipped
}
service Shipping {
  ship: on Placed -> Shipped
}
`;
