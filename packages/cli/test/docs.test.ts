/** docs/command-line.md says what the command does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { maxFileBytes } from '../src/input/read-text.ts';
import { maxTotalBytes } from '../src/input/sources.ts';
import { createProgram } from '../src/program.ts';
import { choreo, folderOf } from './support/command.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/command-line.md', import.meta.url)), 'utf8');

const shop = `choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid }
actor Customer {
  emits Placed
}
service Payments {
  charge: on Placed -> Paid
}
`;

test('every command and option is on the page, and no other', () => {
  const known = new Set<string>();
  for (const command of createProgram(() => undefined).commands) {
    expect(page).toContain(`choreo ${command.name()}`);
    const section = page.split(/^## /m).find(text => text.startsWith(`choreo ${command.name()}`)) ?? '';
    for (const { long } of command.options) {
      known.add(long ?? '');
      expect(section).toContain(`${long}`);
    }
  }
  const named = new Set(page.match(/(?<!-)--[a-z][a-z-]*/g) ?? []);
  for (const general of ['--help', '--version']) named.delete(general);
  expect([...named].sort()).toEqual([...known].sort());
});

test('the examples of output are real', async () => {
  const cwd = folderOf({ 'shop.choreo': shop });
  const [, text = ''] = /```\n(shop\.choreo:8[\s\S]*?)```/.exec(page) ?? [];
  const lines = (output: string) => output.split('\n').filter(line => !line.includes('More:'));
  expect(lines((await choreo(['check'], { cwd })).stdout)).toEqual(expect.arrayContaining(lines(text.trimEnd())));
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(JSON.parse((await choreo(['check', '--format', 'json'], { cwd })).stdout)).toEqual(JSON.parse(json));
});

test('what the four commands that run models print is real', async () => {
  const model = readFileSync(new URL('runs/golden/withdrawn/input/shop.choreo', import.meta.url), 'utf8');
  expect(page).toContain(`\`\`\`choreo\n${model.trimEnd()}\n\`\`\``);
  const cwd = folderOf({ 'shop.choreo': model });
  const fenced = [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)];
  const blocks = fenced.flatMap(([, language, text = '']) => (language === '' ? [text] : []));
  const blockWith = (words: string): string => blocks.find(text => text.includes(words)) ?? `no block with ${words}`;
  const shown = (output: string): string => output.replace(/^ *More:.*\n/gm, '');

  const verified = shown((await choreo(['verify'], { cwd })).stdout);
  expect(verified).toContain(blockWith('error compensation-lost'));
  expect(verified.endsWith(blockWith('Ways to end:'))).toBe(true);
  expect((await choreo(['test'], { cwd })).stdout).toBe(blockWith('1 scenario: 0 passed'));
  const [command = '', ...counts] = blockWith('choreo simulate').split('\n');
  expect((await choreo(command.replace('$ choreo ', '').split(' '), { cwd })).stdout).toBe(counts.join('\n'));

  const [, json = ''] = /### JSON of verify[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
  const excerpt: { choreographies: [{ verdicts: [object]; ends?: readonly object[] }] } = JSON.parse(json);
  const whole: typeof excerpt = JSON.parse((await choreo(['verify', '--format', 'json'], { cwd })).stdout);
  const [{ verdicts, ...rest }] = excerpt.choreographies;
  expect(whole).toMatchObject({ ...excerpt, choreographies: [rest] });
  expect(whole.choreographies[0].verdicts).toContainEqual(verdicts[0]);
  const [, end = ''] = /One of the `ends`[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(whole.choreographies[0].ends).toContainEqual(JSON.parse(end));
});

test('the counterexample in the README is real', async () => {
  const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
  const model = readFileSync(new URL('runs/golden/withdrawn/input/shop.choreo', import.meta.url), 'utf8');
  const [, fragment = 'none'] = /```choreo fragment=withdrawn\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(model).toContain(fragment);
  const [, finding = 'none'] = /```\n(shop\.choreo[\s\S]*?)```/.exec(readme) ?? [];
  const { stdout } = await choreo(['verify'], { cwd: folderOf({ 'shop.choreo': model }) });
  expect(stdout.replace(/^ *More:.*\n/gm, '')).toContain(finding);
});

test('limits are those of the program', () => {
  expect(page).toContain(`${maxFileBytes / 1e6} MB each and ${maxTotalBytes / 1e6} MB together`);
});
