/** Which files belong together, and which of them a path names. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choreo, folderOf, sound } from './support/command.ts';

interface Report {
  readonly choreographies: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly diagnostics: readonly { readonly code: string; readonly file: string }[];
}

async function report(cwd: string, ...paths: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await choreo(['check', '--format', 'json', ...paths], { cwd });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

const files = (result: Report) => result.choreographies.map(choreography => choreography.files);

const emits = 'choreography Shop\nevent Placed\nactor Customer { emits Placed }\n';
const reacts = 'choreography Shop\nservice Orders { on Placed }\n';

test('a file is checked with the other files of its choreography', async () => {
  const cwd = folderOf({
    'emits.choreo': emits,
    'deep/er/reacts.choreo': reacts,
    'other.choreo': sound.replace('Shop', 'Other'),
  });
  expect(await report(cwd, 'emits.choreo')).toMatchObject({
    choreographies: [{ name: 'Shop', files: ['deep/er/reacts.choreo', 'emits.choreo'] }],
    diagnostics: [],
  });
  // Its root is its own folder, in which there is nothing else.
  const alone = await report(cwd, 'deep/er/reacts.choreo');
  expect(alone.diagnostics.map(({ code }) => code)).toEqual(['unknown-name']);
});

test('a folder with a configuration is the root of all below it, wherever one starts', async () => {
  const cwd = folderOf({
    'shop/choreo.config.json': '{}',
    'shop/a/emits.choreo': emits,
    'shop/b/reacts.choreo': reacts,
  });
  const both = [['shop/a/emits.choreo', 'shop/b/reacts.choreo']];
  expect(files(await report(cwd, 'shop/b/reacts.choreo'))).toEqual(both);
  expect(files(await report(cwd, 'shop/b'))).toEqual(both);
  expect(files(await report(cwd, '.'))).toEqual(both);
  expect(files(await report(join(cwd, 'shop/b')))).toEqual([['../a/emits.choreo', 'reacts.choreo']]);
});

test('a configuration further down begins another choreography of the same name', async () => {
  const cwd = folderOf({
    'choreo.config.json': '{}',
    'a.choreo': sound,
    'inner/choreo.config.json': '{ "rules": { "unused-declaration": "off" } }',
    'inner/b.choreo': `${sound}event Lost\n`,
  });
  expect(await report(cwd)).toMatchObject({
    choreographies: [{ files: ['a.choreo'] }, { files: ['inner/b.choreo'] }],
    diagnostics: [],
  });
  expect(files(await report(cwd, 'a.choreo'))).toEqual([['a.choreo']]);
});

test('without a configuration the folder given is the root, the outermost of several', async () => {
  const cwd = folderOf({ 'a/emits.choreo': emits, 'b/reacts.choreo': reacts });
  expect(files(await report(cwd, '.'))).toHaveLength(1);
  expect(files(await report(cwd, 'a', '.', 'b/reacts.choreo'))).toHaveLength(1);
  expect(files(await report(cwd, 'a', 'b'))).toHaveLength(2);
});

test('a file without a header stands alone, and other files do not matter', async () => {
  const cwd = folderOf({ 'one.choreo': 'event A\n', 'two.choreo': 'event A\n', 'emits.choreo': emits });
  expect(files(await report(cwd, 'one.choreo'))).toEqual([['one.choreo']]);
  expect(files(await report(cwd))).toEqual([['emits.choreo'], ['one.choreo'], ['two.choreo']]);
});

test('what is used is found, though it is not named', async () => {
  const cwd = folderOf({
    'shop.choreo': 'choreography Shop uses Billing\nservice Orders { on Invoiced }\n',
    'billing.choreo': 'choreography Billing\nevent Invoiced\nactor Clerk { emits Invoiced }\n',
  });
  const result = await report(cwd, 'shop.choreo');
  expect(result.diagnostics).toEqual([]);
  expect(files(result)).toEqual([['shop.choreo']]);
});

test('packages, builds and hidden folders are not looked into', async () => {
  const hidden = Object.fromEntries(
    ['node_modules', 'dist', 'out', '.git', '.cache'].map(folder => [
      `${folder}/x.choreo`,
      'choreography Shop\nevent {',
    ]),
  );
  const cwd = folderOf({ 'shop.choreo': sound, ...hidden });
  expect(files(await report(cwd))).toEqual([['shop.choreo']]);
  expect(files(await report(cwd, 'shop.choreo'))).toEqual([['shop.choreo']]);
  // Whoever names one means it.
  expect(files(await report(cwd, 'dist'))).toEqual([['dist/x.choreo']]);
});

test('one file under two names is one file', async () => {
  const cwd = folderOf({ 'shop.choreo': sound });
  symlinkSync('shop.choreo', join(cwd, 'link.choreo'));
  expect(files(await report(cwd, 'shop.choreo', './shop.choreo', 'link.choreo', '.'))).toEqual([['shop.choreo']]);
});

test('an unreadable file that nobody named is skipped with a note', async () => {
  const cwd = folderOf({ 'shop.choreo': sound, 'binary.choreo': new Uint8Array([0, 1]) });
  const { code, stderr } = await choreo(['check', 'shop.choreo'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^note: `binary\.choreo` is not a text file.*The file was skipped\.\n$/),
  });
  expect((await choreo(['check', '.'], { cwd })).code).toBe(2);
});

test('names with spaces and other letters', async () => {
  const cwd = folderOf({ 'größe & 100%/my shop #1.choreo': sound.replace('-> Shipped', '-> Shiped') });
  const result = await report(cwd, 'größe & 100%');
  expect(result.diagnostics[0]?.file).toBe('größe & 100%/my shop #1.choreo');
});
