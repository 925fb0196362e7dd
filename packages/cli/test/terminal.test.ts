/** Colours, frames and pipes. */
import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { codeFrame, displayWidth } from '../src/report/code-frame.ts';
import { harmless } from '../src/report/paint.ts';
import { choreo, command, folderOf } from './support/command.ts';

const escape = '\u001b[';
const plain = (_style: unknown, text: string) => text;

test('colour only where it is wanted', async () => {
  const cwd = folderOf({ 'a.choreo': 'event {' });
  const stdout = async (env: Readonly<Record<string, string>>) => (await choreo(['check'], { cwd, env })).stdout;
  expect(await stdout({})).not.toContain(escape);
  expect(await stdout({ FORCE_COLOR: '1' })).toContain(escape);
  expect(await stdout({ NO_COLOR: '1' })).not.toContain(escape);
  expect((await choreo(['check', 'nowhere'], { cwd, env: { FORCE_COLOR: '1' } })).stderr).toContain(escape);
  expect((await choreo(['check', '--format', 'json'], { cwd, env: { FORCE_COLOR: '1' } })).stdout).not.toContain(
    escape,
  );
});

test('what a file contains cannot steer the terminal', async () => {
  const cwd = folderOf({ 'a.choreo': `event A\u001b[2J\u0007 { x: \u202e }` });
  const { stdout } = await choreo(['check'], { cwd });
  expect(stdout).toContain('\\u{1b}[2J\\u{7}');
  for (const control of ['\u001b', '\u0007', '\u202e']) expect(stdout).not.toContain(control);
  expect(harmless('a\nb\u0085\u2028é漢')).toBe('a\nb\\u{85}\\u{2028}é漢');
});

const frame = (lines: readonly string[], line: number, from: number, to: number, last = line) =>
  codeFrame(lines, { start: { line, character: from }, end: { line: last, character: to } }, plain, 'error');

test('a frame underlines in columns, not in characters', () => {
  expect(frame(['event A', '\tcafe\u0301 漢字: x'], 1, 7, 9)).toBe(
    ['1 │ event A', '2 │     cafe\u0301 漢字: x', '  │          ^^^^'].join('\n'),
  );
  expect(displayWidth('😀e\u0301')).toBe(3);
});

test('a frame over several lines, at the end of a line, and beyond the text', () => {
  expect(frame(['on A', ' and B'], 0, 3, 6, 1)).toBe('1 │ on A\n  │    ^ … to line 2');
  expect(frame(['abc'], 0, 3, 3)).toBe('1 │ abc\n  │    ^');
  expect(frame(['abc', ''], 5, 0, 0)).toBe('6 │ \n  │ ^');
  expect(
    frame(
      Array.from({ length: 100 }, () => 'x'),
      99,
      0,
      1,
    ),
  ).toBe(' 99 │ x\n100 │ x\n    │ ^');
});

test('of a very long line the surroundings are shown', () => {
  const shown = frame(['a'.repeat(1_000) + 'B'.repeat(3) + 'c'.repeat(1_000)], 0, 1_000, 1_003);
  const [line = '', underline = ''] = shown.split('\n');
  expect(line.length).toBeLessThan(140);
  expect(line.indexOf('BBB')).toBe(underline.indexOf('^^^'));
  const long = frame(['x'.repeat(5_000)], 0, 0, 5_000);
  expect(long.length).toBeLessThan(300);
});

test('whoever stops reading is no failure', async () => {
  const lost = Array.from({ length: 20_000 }, (_, index) => `event Lost${index}\n`).join('');
  const cwd = folderOf({ 'a.choreo': lost });
  const child = spawn(process.execPath, [command, 'check', '--format', 'json'], { cwd });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  await new Promise(resolve => child.once('close', resolve));
  expect(errors).toBe('');
});
