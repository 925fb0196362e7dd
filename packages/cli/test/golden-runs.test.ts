/** What `verify` and `test` print, as files: `UPDATE_GOLDEN=1` records them anew. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { displayWidth } from '../src/report/code-frame.ts';
import { choreo } from './support/command.ts';

const golden = fileURLToPath(new URL('runs/golden/', import.meta.url));
const cases = readdirSync(golden);

test('there are cases', () => expect(cases.length).toBeGreaterThan(4));

test.each(cases)('%s', { timeout: 30_000 }, async name => {
  const cwd = join(golden, name, 'input');
  const verify = await choreo(['verify'], { cwd });
  const verifyJson = await choreo(['verify', '--format', 'json'], { cwd });
  const tested = await choreo(['test'], { cwd });
  const testJson = await choreo(['test', '--format', 'json'], { cwd });
  const junit = await choreo(['test', '--format', 'junit'], { cwd });

  // The form of the report changes neither the verdict nor what is said besides.
  expect({ code: verifyJson.code, stderr: verifyJson.stderr }).toEqual({ code: verify.code, stderr: verify.stderr });
  expect([testJson.code, junit.code]).toEqual([tested.code, tested.code]);

  const compare = (file: string, actual: string): void => record(join(golden, name, 'output', file), actual);
  compare('verify.txt', `${verify.stdout}exit code ${verify.code}\n`);
  compare('verify.json', verifyJson.stdout);
  compare('test.txt', `${tested.stdout}exit code ${tested.code}\n`);
  compare('test.json', testJson.stdout);
  compare('test.xml', junit.stdout.replace(/time="\d+\.\d{3}"/g, 'time="…"'));
  compare('stderr.txt', `${verify.stderr}${tested.stderr}`);

  for (const { stdout } of [verify, tested]) expect(stdout).not.toMatch(/[^\P{C}\n]/u);
  const steps = verify.stdout.split('\n').filter(line => /^ {4}/.test(line));
  for (const line of steps) expect(displayWidth(line)).toBeLessThanOrEqual(100);
});

function record(file: string, actual: string): void {
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `${file} was never recorded`);
}
