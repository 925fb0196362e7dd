/** `choreo format`: in place, `--check`, standard input, and what becomes of files with syntax errors. */
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choreo, choreoProcess, folderOf } from './support/command.ts';

const untidy = 'event  Placed{key orderId:uuid}\nevent Shipped { key orderId: uuid }';
const tidy = 'event Placed  { key orderId: uuid }\nevent Shipped { key orderId: uuid }\n';
const broken = 'event  Placed{key orderId:uuid}\nservice A {\n  on   Placed ->\n  x:  on Placed\n}\n';
const half = 'event Placed { key orderId: uuid }\nservice A {\n  on   Placed ->\n  x: on Placed\n}\n';

test('formats the files of a folder, and says which ones changed', async () => {
  const cwd = folderOf({ 'a.choreo': untidy, 'sub/b.choreo': tidy, 'c.txt': untidy });
  expect(await choreo(['format'], { cwd })).toEqual({
    code: 0,
    stdout: 'a.choreo\nFormatted 1 file of 2.\n',
    stderr: '',
  });
  expect(readFileSync(join(cwd, 'a.choreo'), 'utf8')).toBe(tidy);
  expect(readFileSync(join(cwd, 'c.txt'), 'utf8')).toBe(untidy);
  expect((await choreo(['format'], { cwd })).stdout).toBe('Formatted 0 files of 2.\n');
});

test('a file keeps its permissions', async () => {
  const cwd = folderOf({ 'a.choreo': untidy });
  chmodSync(join(cwd, 'a.choreo'), 0o640);
  await choreo(['format', 'a.choreo'], { cwd });
  expect(statSync(join(cwd, 'a.choreo')).mode & 0o777).toBe(0o640);
});

test('--check writes nothing, and fails if something would change', async () => {
  const cwd = folderOf({ 'a.choreo': untidy, 'sub/b.choreo': tidy });
  expect(await choreo(['format', '--check'], { cwd })).toEqual({
    code: 1,
    stdout: 'a.choreo\n1 file of 2 would change.\n',
    stderr: '',
  });
  expect(readFileSync(join(cwd, 'a.choreo'), 'utf8')).toBe(untidy);
  expect((await choreo(['format', '--check', 'sub'], { cwd })).code).toBe(0);
});

test('what is broken stays, the rest is formatted, and both are said', async () => {
  const cwd = folderOf({ 'a.choreo': broken });
  const { code, stdout, stderr } = await choreo(['format'], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: 'a.choreo\nFormatted 1 file of 1.\n' });
  expect(stderr).toMatch(/^note: `a\.choreo` has syntax errors\. The parts with them stay as they are/);
  expect(readFileSync(join(cwd, 'a.choreo'), 'utf8')).toBe(half);
});

test('nothing is written if a file cannot be read', async () => {
  const cwd = folderOf({ 'a.choreo': untidy, 'b.choreo': new Uint8Array([0xff, 0xfe, 0x41, 0]) });
  const { code, stdout, stderr } = await choreo(['format'], { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('`b.choreo` is UTF-16 text. Save it as UTF-8.');
  expect(readFileSync(join(cwd, 'a.choreo'), 'utf8')).toBe(untidy);
});

test('standard input to standard output', async () => {
  expect(await choreoProcess(['format', '-'], { input: untidy })).toEqual({ code: 0, stdout: tidy, stderr: '' });
  expect(await choreoProcess(['format', '--check', '-'], { input: untidy })).toMatchObject({ code: 1, stdout: '' });
  expect(await choreoProcess(['format', '-'], { input: broken })).toMatchObject({
    code: 1,
    stdout: half,
    stderr: expect.stringContaining('`standard input` has syntax errors'),
  });
});

test('standard input stands alone', async () => {
  const { code, stderr } = await choreo(['format', '-', 'a.choreo']);
  expect(code).toBe(2);
  expect(stderr).toContain('`-` is standard input, and stands alone. Leave out the other paths.');
});
