/** Options, help and exit codes; results on standard output, all else on standard error. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { choreo, choreoProcess, folderOf, sound } from './support/command.ts';

const lost = 'event Lost\n';

test.each([
  [[]],
  [['--help']],
  [['check', '--help']],
  [['format', '--help']],
  [['diagram', '--help']],
  [['generate', '--help']],
])('help: %s', async args => {
  const { code, stdout, stderr } = await choreo(args);
  // Without a command there is no result, only the advice how to come by one.
  expect(code).toBe(args.length === 0 ? 2 : 0);
  expect(args.length === 0 ? stderr : stdout).toMatch(/^Usage: choreo/);
  expect(args.length === 0 ? stdout : stderr).toBe('');
});

test('each command tells its options', async () => {
  const help = async (name: string) => (await choreo([name, '--help'])).stdout;
  expect(await help('check')).toMatch(/--format[\s\S]*--fail-on[\s\S]*Exit codes: 0 clean/);
  expect(await help('format')).toMatch(/--check[\s\S]*Exit codes: 0 clean/);
  expect(await help('diagram')).toMatch(/--format[\s\S]*--choreography[\s\S]*-o, --output/);
  expect(await help('generate')).toMatch(/--out[\s\S]*--choreography[\s\S]*--service[\s\S]*--check[\s\S]*--dry-run/);
});

test('version', async () => {
  expect(await choreo(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test.each([
  [['chek', '.'], /unknown command 'chek'\n\(Did you mean check\?\)/],
  [['check', '--formt', 'json'], /unknown option '--formt'\n\(Did you mean --format\?\)/],
  [['check', '--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json/],
  [['check', '--fail-on', 'never'], /'never' is invalid\. Allowed choices are error, warning, info, hint/],
  [['check', '--fail-on'], /argument missing/],
  [['diagram', '--format', 'svg'], /Allowed choices are mermaid/],
  [['generate', '.'], /required option '--out <folder>' not specified/],
  [['generate', '--out', 'x', '--check', '--dry-run'], /cannot be used with option '--check'/],
])('wrong usage: %s', async (args, message) => {
  const cwd = folderOf({ 'shop.choreo': sound });
  const { code, stdout, stderr } = await choreo(args, { cwd });
  expect(stderr).toMatch(message);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test.each([
  ['error', 0],
  ['warning', 0],
  ['info', 0],
  ['hint', 1],
])('a hint, with --fail-on %s: exit code %i', async (threshold, expected) => {
  const cwd = folderOf({ 'lost.choreo': lost });
  const { code, stdout, stderr } = await choreo(['check', '--fail-on', threshold], { cwd });
  expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
  expect(stdout).toContain('hint unused-declaration');
});

test('an error fails by default, a warning when asked', async () => {
  const warning = folderOf({ 'a.choreo': sound.replace('  receives Shipped\n', '') });
  const codes = [
    await choreo(['check'], { cwd: warning }),
    await choreo(['check', '--fail-on', 'warning'], { cwd: warning }),
  ];
  expect(codes.map(({ code }) => code)).toEqual([0, 1]);
  const error = folderOf({ 'a.choreo': 'event {' });
  expect((await choreo(['check'], { cwd: error })).code).toBe(1);
});

test('what is wrong with Choreo itself: exit code 3, and no stack trace unless asked for', async () => {
  const sabotage = 'globalThis.JSON.stringify = () => { throw new RangeError("sabotage") }';
  const cwd = folderOf({ 'shop.choreo': sound, 'sabotage.cjs': sabotage });
  const node = ['--require', join(cwd, 'sabotage.cjs')];
  const { code, stdout, stderr } = await choreoProcess(['check', '--format', 'json'], { cwd, node });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/fault of Choreo, not of your files: RangeError: sabotage\nPlease report it/);
  expect(stderr).not.toMatch(/^ +at /m);
  const debugged = await choreoProcess(['check', '--format', 'json'], { cwd, node, env: { CHOREO_DEBUG: '1' } });
  expect(debugged.stderr).toMatch(/^ +at /m);
});

test('before it is built, the command says so', async () => {
  const folder = folderOf({});
  mkdirSync(join(folder, 'packages/cli/bin'), { recursive: true });
  const start = fileURLToPath(new URL('../bin/choreo.mjs', import.meta.url));
  copyFileSync(start, join(folder, 'packages/cli/bin/choreo.mjs'));
  const { spawnSync } = await import('node:child_process');
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'packages/cli/bin/choreo.mjs'), 'check']);
  expect({ status, stderr: String(stderr) }).toEqual({ status: 2, stderr: expect.stringContaining('npm run build') });
  expect(readdirSync(folder)).toEqual(['packages']);
});
