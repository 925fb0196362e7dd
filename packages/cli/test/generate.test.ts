/** `choreo generate`: what is written, listed and refused. That the code compiles and runs is tested with the examples. */
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { choreo, folderOf, sound } from './support/command.ts';

const contracts = 'src/contracts.gen.ts';

test('first, again, after an edit, and after a change of the model', async () => {
  const cwd = folderOf({ 'shop.choreo': sound });
  const generate = (...more: readonly string[]) => choreo(['generate', '--out', 'out', ...more], { cwd });

  const dry = await generate('--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toMatch(/^create {2}.*\n[\s\S]*Nothing was written to out/);
  expect(existsSync(join(cwd, 'out'))).toBe(false);

  const missing = await generate('--check');
  expect(missing).toMatchObject({ code: 1, stderr: '' });
  expect(missing.stdout).toContain('out does not match the model. Generate again');

  const first = await generate();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/Wrote \d+ files to out\.\n$/);
  expect(readdirSync(join(cwd, 'out')).some(file => file.endsWith('.tmp'))).toBe(false);

  expect((await generate('--check')).code).toBe(0);
  expect((await generate()).stdout).toBe('Wrote 0 files to out.\n');

  appendFileSync(join(cwd, 'out', contracts), '// mine\n');
  const edited = await generate('--check');
  expect(edited.code).toBe(1);
  expect(edited.stdout).toContain(`update  ${contracts}`);
  await generate();
  expect(readFileSync(join(cwd, 'out', contracts), 'utf8')).not.toContain('// mine');

  writeFileSync(join(cwd, 'shop.choreo'), sound.replace('key orderId: uuid', 'key orderId: uuid  note?: string'));
  expect((await generate('--check')).code).toBe(1);
});

test('some services only; a name that is none', async () => {
  const two = `${sound}service Mail {\n  write: on Shipped -> nothing\n}\n`;
  const cwd = folderOf({ 'shop.choreo': two });
  const only = await choreo(['generate', '--out', 'out', '--service', 'Mail'], { cwd });
  expect(only.code).toBe(0);
  expect(readdirSync(join(cwd, 'out/src/services'))).toEqual(['mail']);
  const wrong = await choreo(['generate', '--out', 'out', '--service', 'Mail', '--service', 'Customer'], { cwd });
  expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('`Customer` is an actor') });
});

test('a model with errors is not generated, one with warnings is', async () => {
  const cwd = folderOf({ 'shop.choreo': sound.replace('-> Shipped', '-> Shiped') });
  const { code, stdout, stderr } = await choreo(['generate', '--out', 'out'], { cwd });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/error unknown-name[\s\S]*Nothing was generated/);
  expect(existsSync(join(cwd, 'out'))).toBe(false);
  writeFileSync(join(cwd, 'shop.choreo'), sound.replace('  receives Shipped\n', ''));
  expect((await choreo(['generate', '--out', 'out', '--dry-run'], { cwd })).code).toBe(0);
});

test('nothing to generate, and several to choose from', async () => {
  const empty = folderOf({ 'shop.choreo': 'choreography Shop\nevent A\n' });
  expect(await choreo(['generate', '--out', 'out'], { cwd: empty })).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('`Shop` declares no services'),
  });
  const both = folderOf({ 'shop.choreo': sound, 'other.choreo': sound.replace('Shop', 'Other') });
  expect((await choreo(['generate', '--out', 'out'], { cwd: both })).stderr).toContain('--choreography');
  expect((await choreo(['generate', '--out', 'out', '--choreography', 'Other'], { cwd: both })).code).toBe(0);
});

test('a folder that is not ours is left alone', async () => {
  const cwd = folderOf({ 'shop.choreo': sound, [`out/${contracts}`]: 'export const mine = 1;\n', file: '' });
  for (const more of [[], ['--dry-run']]) {
    const { code, stdout, stderr } = await choreo(['generate', '--out', 'out', ...more], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/ out:\n {2}src\/contracts\.gen\.ts: /);
  }
  expect((await choreo(['generate', '--out', 'out', '--check'], { cwd })).code).toBe(1);
  expect(readdirSync(join(cwd, 'out'))).toEqual(['src']);
  rmSync(join(cwd, 'out'), { recursive: true });
  expect(await choreo(['generate', '--out', 'file'], { cwd })).toMatchObject({ code: 2, stdout: '' });
});
