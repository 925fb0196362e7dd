/** What is generated, held against folders; UPDATE_GOLDEN=1 records them anew. The runtime is copied, not recorded. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from '../src/index.ts';
import { allModels } from './support/models.ts';

const golden = fileURLToPath(new URL('golden/', import.meta.url));
const models = await allModels();

test.each([...models.keys()])('%s', name => {
  const choreography = models.get(name);
  if (!choreography) throw new Error(`No model ${name}`);
  const project = generate(choreography);
  const files = new Map(
    project.files.filter(({ path }) => !path.startsWith('src/runtime/')).map(({ path, contents }) => [path, contents]),
  );
  const folder = join(golden, name);
  if (process.env['UPDATE_GOLDEN']) {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, contents] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), contents);
    }
  }
  const recorded = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  expect([...files.keys()].sort()).toEqual(recorded.sort());
  for (const [path, contents] of files) expect(contents, path).toBe(readFileSync(join(folder, path), 'utf8'));
});

test('the order of declarations decides about no file but those that list them', () => {
  const choreography = models.get('OrderFulfilment');
  if (!choreography) throw new Error('No model');
  const turned = generate({
    ...choreography,
    messages: [...choreography.messages].reverse(),
    participants: [...choreography.participants].reverse(),
  });
  const before = new Map(generate(choreography).files.map(({ path, contents }) => [path, contents]));
  const changed = turned.files.filter(({ path, contents }) => before.get(path) !== contents).map(({ path }) => path);
  expect(changed).toEqual(['src/contracts.gen.ts', 'src/demo/samples.gen.ts', 'src/services.gen.ts']);
});
