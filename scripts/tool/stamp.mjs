/** Remembers the inputs of a build step, so that the step is skipped while they stay the same. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { root } from './root.mjs';

const folder = join(root, 'dist', '.stamps');

/**
 * `make` returns the files that it read. It is skipped if it has run before with the same `settings` (any JSON), these
 * files have their former size and time, and all `outputs` exist. Returns whether it ran.
 */
export async function unlessFresh(name, { outputs, settings }, make) {
  const stampFile = join(folder, `${name}.json`);
  const before = await readFile(stampFile, 'utf8').then(JSON.parse, () => undefined);
  if (before && outputs.every(output => existsSync(output))) {
    if (before.digest === (await digest(before.inputs, settings))) return false;
  }
  const inputs = (await make()).map(input => relative(root, input)).sort();
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, JSON.stringify({ digest: await digest(inputs, settings), inputs }));
  return true;
}

async function digest(inputs, settings) {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  const states = await Promise.all(
    inputs.map(input =>
      stat(join(root, input)).then(
        found => `${found.size} ${found.mtimeMs}`,
        () => 'gone',
      ),
    ),
  );
  inputs.forEach((input, index) => hash.update(`\n${input} ${states[index]}`));
  return hash.digest('hex');
}
