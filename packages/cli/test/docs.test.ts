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

test('limits are those of the program', () => {
  expect(page).toContain(`${maxFileBytes / 1e6} MB each and ${maxTotalBytes / 1e6} MB together`);
});
