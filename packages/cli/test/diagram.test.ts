/** `choreo diagram`: one choreography to standard output, or whole into a file. */
import { existsSync, lstatSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choreo, folderOf, sound } from './support/command.ts';

const other = sound.replace('choreography Shop', 'choreography Other');

test('the picture goes to standard output, nothing else does', async () => {
  const cwd = folderOf({ 'shop.choreo': sound });
  const { code, stdout, stderr } = await choreo(['diagram', '--format', 'mermaid'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^flowchart [A-Z]{2}\n[\s\S]*Shipping[\s\S]*\n$/);
});

test('findings are in the picture, and do not fail the command', async () => {
  const cwd = folderOf({ 'shop.choreo': sound.replace('  receives Shipped\n', '') });
  const { code, stdout } = await choreo(['diagram'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('unhandled');
});

test('several choreographies: one is to be chosen', async () => {
  const cwd = folderOf({
    'shop.choreo': sound,
    'other.choreo': other,
    'inner/choreo.config.json': '{}',
    'inner/b.choreo': other,
  });
  const open = await choreo(['diagram'], { cwd });
  expect(open).toMatchObject({ code: 2, stdout: '' });
  expect(open.stderr).toMatch(/There are 3 choreographies here: `Other`, `Shop`\. Choose one with --choreography/);
  expect((await choreo(['diagram', '--choreography', 'Shop'], { cwd })).code).toBe(0);
  expect((await choreo(['diagram', 'other.choreo'], { cwd })).code).toBe(0);
  const unknown = await choreo(['diagram', '--choreography', 'Shopp'], { cwd });
  expect(unknown.stderr).toMatch(/There is no choreography `Shopp` here/);
  const twice = await choreo(['diagram', '--choreography', 'Other'], { cwd });
  expect(twice.stderr).toMatch(
    /2 choreographies `Other` here, under different roots: `other\.choreo`, `inner\/b\.choreo`/,
  );
  expect([unknown.code, twice.code]).toEqual([2, 2]);
});

test('with errors of syntax nothing is drawn or written', async () => {
  const cwd = folderOf({ 'shop.choreo': `${sound}event {`, 'old.mmd': 'old' });
  const { code, stdout, stderr } = await choreo(['diagram', '-o', 'old.mmd'], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/syntax-error[\s\S]*Nothing was drawn/);
  expect(readFileSync(join(cwd, 'old.mmd'), 'utf8')).toBe('old');
});

test('into a file: replaced whole, a link stays a link, nothing else is left behind', async () => {
  const cwd = folderOf({ 'shop.choreo': sound, 'flow.mmd': 'old '.repeat(10_000) });
  symlinkSync('flow.mmd', join(cwd, 'link.mmd'));
  const { stdout: picture } = await choreo(['diagram'], { cwd });
  expect(await choreo(['diagram', '-o', 'link.mmd'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(join(cwd, 'flow.mmd'), 'utf8')).toBe(picture);
  expect(lstatSync(join(cwd, 'link.mmd')).isSymbolicLink()).toBe(true);
  expect(readdirSync(cwd).sort()).toEqual(['flow.mmd', 'link.mmd', 'shop.choreo']);
});

test('where it cannot be written: why, and nothing is left behind', async () => {
  const cwd = folderOf({ 'shop.choreo': sound, 'folder/x': '' });
  for (const [file, reason] of [
    ['no/where.mmd', 'its folder does not exist'],
    ['shop.choreo/a.mmd', 'a part of the path is not a folder'],
    ['folder', 'it is a folder'],
  ] as const) {
    const { code, stderr } = await choreo(['diagram', '-o', file], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining(`\`${file}\` cannot be written: ${reason}`),
    });
  }
  expect(readdirSync(cwd).sort()).toEqual(['folder', 'shop.choreo']);
});

test('a model is never overwritten by its picture', async () => {
  const cwd = folderOf({ 'shop.choreo': sound });
  const { code, stderr } = await choreo(['diagram', '-o', 'shop.choreo'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Choose another name') });
  expect(readFileSync(join(cwd, 'shop.choreo'), 'utf8')).toBe(sound);
});

test.skipIf(process.platform === 'win32' || !existsSync('/dev/null'))('into a device', async () => {
  const cwd = folderOf({ 'shop.choreo': sound });
  writeFileSync(join(cwd, 'x'), '');
  expect((await choreo(['diagram', '-o', '/dev/null'], { cwd })).code).toBe(0);
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});
