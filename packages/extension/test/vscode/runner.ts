/** Runs the tests of the suite one after another inside VS Code's extension host and reports each. */
import * as vscode from 'vscode';
import { askOutside } from './outside.ts';

interface Test {
  readonly name: string;
  readonly body: () => Promise<void>;
  readonly timeout: number;
}

const tests: Test[] = [];

/** `timeout` in milliseconds: a safety net, however busy the machine is. */
export function test(name: string, body: () => Promise<void>, timeout = 3_600_000): void {
  tests.push({ name, body, timeout });
}

/** Reports the outcome of every test; throws if one failed, for hosts that only look at that. */
export async function runTests(): Promise<void> {
  await askOutside('host', `${vscode.env.appName} ${vscode.version}`);
  // Parts of names, with `|` between them.
  const wanted = process.env['CHOREO_TEST_ONLY']?.split('|');
  let failed = 0;
  for (const { name, body, timeout } of tests) {
    if (wanted && !wanted.some(part => name.includes(part))) continue;
    const start = Date.now();
    let error: string | undefined;
    try {
      await inTime(body(), timeout);
    } catch (cause) {
      failed++;
      error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      await askOutside('screenshot', `failed-${name}`).catch(() => undefined);
    }
    await askOutside('test', { name, error, milliseconds: Date.now() - start });
  }
  await askOutside('done');
  if (failed > 0) throw new Error(`${failed} failed`);
}

async function inTime(running: Promise<void>, timeout: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${timeout} ms.`)), timeout);
  });
  try {
    await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}
