/** What `check` prints, as files: `UPDATE_GOLDEN=1` records them anew. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { choreo } from './support/command.ts';

const golden = fileURLToPath(new URL('golden/', import.meta.url));
const cases = readdirSync(golden);

test('there are cases', () => expect(cases.length).toBeGreaterThan(4));

test.each(cases)('%s', async name => {
  const cwd = join(golden, name, 'input');
  const [text, json] = await Promise.all([choreo(['check'], { cwd }), choreo(['check', '--format', 'json'], { cwd })]);
  expect(json.code).toBe(text.code);
  compare(join(golden, name, 'output', 'check.txt'), `${text.stdout}exit code ${text.code}\n`);
  compare(join(golden, name, 'output', 'check.json'), json.stdout);
  compare(join(golden, name, 'output', 'stderr.txt'), text.stderr);
  expect(JSON.parse(json.stdout)).toMatchObject({ version: 1 });
});

function compare(file: string, actual: string): void {
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `${file} was never recorded`);
}
