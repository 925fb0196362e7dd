/** Input that nobody should give: a clear message and the right exit code, and never a stack trace. */
import { execFileSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { choreo, choreoProcess, folderOf, sound } from './support/command.ts';

/** Runs `check` on one file with this content. */
async function checkContent(content: string | Uint8Array) {
  const cwd = folderOf({ 'bad.choreo': content });
  const outcome = await choreo(['check', 'bad.choreo'], { cwd });
  expect(outcome.stdout + outcome.stderr).not.toMatch(/^ +at \S+ \(|Maximum call stack|fault of Choreo/m);
  return outcome;
}

describe('what cannot be read: exit code 2, and nothing on standard output', () => {
  test.each([
    ['zero bytes', Buffer.from([0x65, 0, 1, 2]), /`bad\.choreo` is not a text file: it contains zero bytes/],
    ['Latin-1', Buffer.from('event A\n// caf\xe9\n', 'latin1'), /is not UTF-8: line 2 has invalid bytes/],
    ['a character cut in half', Buffer.from([0x2f, 0x2f, 0xe6, 0xbc]), /is not UTF-8: line 1/],
    ['UTF-16', Buffer.from('\ufeffevent A', 'utf16le'), /is UTF-16 text\. Save it as UTF-8/],
    ['10 MB', Buffer.alloc(10_000_000, sound), /is too large: 10\.0 MB, but the limit is 4\.0 MB/],
  ])('%s', async (_name, content, message) => {
    const { code, stdout, stderr } = await checkContent(content);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('too much together', async () => {
    const file = `choreography Big\n${'// filled up\n'.repeat(200_000)}`;
    const cwd = folderOf({ 'a.choreo': file, 'b.choreo': file, 'c.choreo': file });
    const { code, stderr } = await choreo(['check'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/together exceed the limit of 6\.0 MB/),
    });
  });

  test.each([
    ['nowhere', /`nowhere` cannot be read: it does not exist/],
    ['notes.txt', /`notes\.txt` is not a \.choreo file/],
    ['none', /There are no \.choreo files in `none`/],
    ['round.choreo', /cannot be read: its symbolic links form a cycle/],
    ['shop.choreo/deeper', /cannot be read: a part of the path is not a folder/],
  ])('the path %s', async (path, message) => {
    const cwd = folderOf({ 'shop.choreo': sound, 'notes.txt': 'hello' });
    mkdirSync(join(cwd, 'none'));
    symlinkSync('cycle.choreo', join(cwd, 'round.choreo'));
    symlinkSync('round.choreo', join(cwd, 'cycle.choreo'));
    for (const args of [
      ['check', path],
      ['check', 'shop.choreo', path],
      ['diagram', path],
      ['generate', path, '--out', 'out'],
    ]) {
      const { code, stdout, stderr } = await choreo(args, { cwd });
      expect(stderr).toMatch(message);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });

  test.skipIf(process.platform === 'win32')('a pipe', async () => {
    const cwd = folderOf({});
    execFileSync('mkfifo', [join(cwd, 'pipe.choreo')]);
    const { code, stderr } = await choreo(['check', 'pipe.choreo'], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('neither a file nor a folder') });
  });

  // The superuser may read everything.
  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('without permission', async () => {
    const cwd = folderOf({ 'shop.choreo': sound, 'locked/shop.choreo': sound });
    chmodSync(join(cwd, 'shop.choreo'), 0);
    chmodSync(join(cwd, 'locked'), 0);
    for (const path of ['shop.choreo', 'locked', '.']) {
      const { code, stderr } = await choreo(['check', path], { cwd });
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('permission denied') });
    }
    chmodSync(join(cwd, 'locked'), 0o700);
  });

  test('all problems are told at once', async () => {
    const { stderr } = await choreo(['check', 'one', 'two'], { cwd: folderOf({}) });
    expect(stderr).toMatch(/`one`[\s\S]*`two`/);
  });

  test('a configuration with errors, shown where they are', async () => {
    const config = '{\n  "rules": { "unhandled-evnt": "off", "never-emitted": "loud" }\n}\n';
    const cwd = folderOf({ 'shop.choreo': sound, 'choreo.config.json': config });
    const { code, stdout, stderr } = await choreo(['check'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/choreo\.config\.json:2:14 error[\s\S]*`unhandled-evnt`[\s\S]*\^{16}/);
    expect(stderr).toMatch(/choreo\.config\.json:2:56 error[\s\S]*never-emitted/);
  });
});

describe('what can be read, but makes no sense: exit code 1', () => {
  const many = 100_000;
  const around = (guard: string) => `event A { n: int }\nservice S {\n  on A when ${guard} -> nothing\n}\n`;
  test.each([
    ['parentheses', around(`${'('.repeat(many)}n > 1${')'.repeat(many)}`), /nested more than \d+ levels deep/],
    ['parentheses that do not close', around('('.repeat(many)), /syntax-error/],
    ['negations', around(`${'not '.repeat(many)}true`), /nested more than \d+ levels deep/],
    ['signs', around(`n > ${'-'.repeat(many)}1`), /nested more than \d+ levels deep/],
    ['terms', around(`n > 1${' + 1'.repeat(many)}`), /has more than \d+ parts/],
    ['conditions', around(`n > 1${' or n > 2'.repeat(many)}`), /has more than \d+ parts/],
    ['lists in lists', around(`n in ${'[n in '.repeat(many)}1${']'.repeat(many)}`), /nested more than \d+ levels deep/],
    [
      'payload braces',
      `event A\nscenario "s" { given A ${'{ a: '.repeat(many)}1${'}'.repeat(many)} }`,
      /nested more than/,
    ],
    [
      'payload lists',
      `event A\nscenario "s" { given A { a: ${'['.repeat(many)}${']'.repeat(many)} } }`,
      /nested more than/,
    ],
    ['maps', `event A { x: ${'map<'.repeat(many)}int${'>'.repeat(many)} }`, /nested more than \d+ levels deep/],
    ['lists of lists', `event A { x: int${'[]'.repeat(many)} }`, /nested more than \d+ levels deep/],
    ['services in services', 'service S {'.repeat(many), /syntax-error/],
    ['noise', '% $ # @ ! { } -> '.repeat(20_000), /syntax-error/],
    ['a comment without an end', `/*${'*'.repeat(many)}`, /syntax-error/],
    ['a cycle of extends', 'event A extends B\nevent B extends C\nevent C extends A\n', /`A` extends itself/],
  ])('%s', async (_name, content, message) => {
    const { code, stdout, stderr } = await checkContent(content);
    expect(stdout).toMatch(message);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.length).toBeLessThan(500_000);
  });

  test('many findings are cut short, and counted', async () => {
    const lost = Array.from({ length: 2_000 }, (_, index) => `event Lost${index}\n`).join('');
    const cwd = folderOf({ 'a.choreo': `${lost}service S { on Nowhere }` });
    const { stdout } = await choreo(['check'], { cwd });
    expect(stdout.match(/^a\.choreo/gm)).toHaveLength(500);
    expect(stdout).toMatch(/… and \d+ more, none of them more severe/);
    expect(stdout).toMatch(/error unknown-name/);
    const json = JSON.parse((await choreo(['check', '--format', 'json'], { cwd })).stdout);
    expect(json.diagnostics.length).toBeGreaterThan(1_500);
  });
});

describe('unusual, but sound', () => {
  test('an empty file', async () => {
    expect(await checkContent('')).toMatchObject({ code: 0, stderr: 'note: `bad.choreo` is empty.\n' });
  });

  test('a byte order mark and line breaks of Windows: places are those that editors show', async () => {
    const { code, stdout } = await checkContent(
      `\ufeff${sound.replace('Placed -> Shipped', 'Placed -> Shiped').replaceAll('\n', '\r\n')}`,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^bad\.choreo:9:22 error unknown-name$/m);
    expect(stdout).toContain('9 │   ship: on Placed -> Shiped\n');
    const first = await checkContent('\ufeffevnt A');
    expect(first.stdout).toMatch(/^bad\.choreo:1:1 error syntax-error$/m);
  });

  test('folders that link to one another', async () => {
    const cwd = folderOf({ 'a/shop.choreo': sound });
    symlinkSync('..', join(cwd, 'a', 'up'));
    symlinkSync('../a', join(cwd, 'a', 'again'));
    expect(await choreo(['check'], { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining('1 file') });
  });

  test('fifty thousand events, each of which extends the next', async () => {
    const events = Array.from({ length: 50_000 }, (_, index) => `event E${index} extends E${index + 1}\n`);
    const { code } = await checkContent(`${events.join('')}event E50000\n`);
    expect(code).toBe(0);
  });
});

test('a fault of ours in one rule takes no other finding', async () => {
  // The rule about names of events is the only one to take names apart like this.
  const preload = `const real = String.prototype.replaceAll;
    String.prototype.replaceAll = function (...args) {
      if (String(this) === 'OrderBoom' && args[0] === '_') throw new Error('no such luck');
      return real.apply(this, args);
    };`;
  const cwd = folderOf({ 'a.choreo': 'event OrderBoom\nservice S { emits OrderBoom }', 'b.choreo': 'event Lost' });
  const node = ['--import', `data:text/javascript,${encodeURIComponent(preload)}`];
  const { code, stdout, stderr } = await choreoProcess(['check'], { cwd, node });
  expect(code).toBe(3);
  expect(stdout).toMatch(/not-checked\n .*`event-name`.*"no such luck"/);
  expect(stdout).toContain('unhandled-event');
  expect(stdout).toContain('unused-declaration');
  expect(stderr).toBe('');
  const debug = await choreoProcess(['check'], { cwd, node, env: { CHOREO_DEBUG: '1' } });
  expect(debug.stderr).toMatch(/`event-name`.*: Error: no such luck\n +at /);
});
