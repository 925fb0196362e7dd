/** Runs the real command as a process of its own, in the bundled form that users get. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, onTestFinished } from 'vitest';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments for Node itself. */
  readonly node?: readonly string[];
}

const out = fileURLToPath(new URL(`../.out/command-${process.pid}/`, import.meta.url));
let built: Promise<string> | undefined;

/** The path of the bundle, which is made once for each test file. */
export function command(): Promise<string> {
  built ??= (async () => {
    const outfile = join(out, 'choreo.cjs');
    await build({
      entryPoints: [fileURLToPath(new URL('../../src/main.ts', import.meta.url))],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
    return outfile;
  })();
  return built;
}

afterAll(() => rmSync(out, { recursive: true, force: true }));

export async function choreo(args: readonly string[], { cwd, env, node = [] }: RunOptions = {}): Promise<Outcome> {
  const file = await command();
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...around } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, file, ...args], {
      cwd,
      env: { ...around, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
