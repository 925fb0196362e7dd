/** What becomes of each file, given what is in the folder. */
import { expect, test } from 'vitest';
import {
  describePlan,
  generate,
  manifestPath,
  pathsToInspect,
  planOutput,
  summarizePlan,
  type GeneratedProject,
  type OutputPlan,
} from '../src/index.ts';
import { parseOne } from './support/models.ts';

const shop = `
choreography Shop
event Placed { key id: uuid }
event Taken { key id: uuid }
actor User { emits Placed  receives Taken }
service Payments { charge: on Placed -> Taken }
service Stock { count: on Placed }
`;

async function project(text = shop, services?: readonly string[]): Promise<GeneratedProject> {
  return generate(await parseOne(text), services ? { services } : {});
}

/** The folder after a plan was carried out. */
function carriedOut(plan: OutputPlan, folder: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const after = new Map(folder);
  for (const file of plan.files) {
    if (file.action === 'create' || file.action === 'update') after.set(file.path, file.contents);
    if (file.action === 'remove') after.delete(file.path);
  }
  return after;
}

function actions(plan: OutputPlan): Readonly<Record<string, string>> {
  const kept = plan.files.filter(({ action }) => action !== 'unchanged' && action !== 'keep');
  return Object.fromEntries(kept.map(({ path, action }) => [path, action]));
}

test('into an empty folder everything is created; after that nothing is left to do', async () => {
  const generated = await project();
  const plan = planOutput(generated, new Map());
  expect(new Set(plan.files.map(({ action }) => action))).toEqual(new Set(['create']));
  expect(plan.files.map(({ path }) => path)).toEqual([...generated.files.map(({ path }) => path), manifestPath].sort());
  expect(plan.hasDrift).toBe(true);
  const again = planOutput(generated, carriedOut(plan));
  expect(actions(again)).toEqual({});
  expect(again.hasDrift).toBe(false);
  expect(summarizePlan(again)).toMatch(/^\d+ unchanged, \d+ yours$/);
});

test('line ends that version control has changed are no drift', async () => {
  const generated = await project();
  const folder = new Map(
    [...carriedOut(planOutput(generated, new Map()))].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
  );
  expect(planOutput(generated, folder).hasDrift).toBe(false);
});

test("what is the user's is kept, whatever is in it", async () => {
  const generated = await project();
  const folder = carriedOut(planOutput(generated, new Map()));
  for (const path of ['src/services/payments/charge.ts', 'package.json', 'README.md']) folder.set(path, 'mine');
  const plan = planOutput(generated, folder);
  expect(actions(plan)).toEqual({});
  expect(carriedOut(plan, folder).get('README.md')).toBe('mine');
});

test('what the user deleted stays deleted, but a handler is needed', async () => {
  const generated = await project();
  const folder = carriedOut(planOutput(generated, new Map()));
  folder.delete('README.md');
  folder.delete('src/services/payments/charge.ts');
  expect(actions(planOutput(generated, folder))).toEqual({ 'src/services/payments/charge.ts': 'create' });
});

test('a generated file that was edited is rewritten, and the plan says so', async () => {
  const generated = await project();
  const folder = carriedOut(planOutput(generated, new Map()));
  const path = 'src/contracts.gen.ts';
  folder.set(path, `${folder.get(path)}// mine`);
  const plan = planOutput(generated, folder);
  expect(plan.hasDrift).toBe(true);
  expect(describePlan(plan)).toEqual([`update  ${path} (it was edited by hand, and the edits will be lost)`]);
});

test('a file that we did not write is not overwritten', async () => {
  const generated = await project();
  const plan = planOutput(generated, new Map([['src/contracts.gen.ts', 'export const mine = 1;\n']]));
  expect(plan.isRefused).toBe(true);
  expect(describePlan(plan)).toContain(
    'refuse  src/contracts.gen.ts (Choreo did not write it and must not overwrite it. Move it away, or choose another folder)',
  );
});

test('what stands in the way is named', async () => {
  const plan = planOutput(await project(), new Map([['src/main.ts', { obstacle: 'it is a folder' }]]));
  expect(plan.isRefused).toBe(true);
  expect(actions(plan)).toMatchObject({ 'src/main.ts': 'refuse' });
});

test('a manifest that is not ours, or of another choreography, is refused', async () => {
  const generated = await project();
  for (const text of ['', '[]', '{"name":"x"}', '<<<<<<< HEAD']) {
    expect(actions(planOutput(generated, new Map([[manifestPath, text]])))[manifestPath], text).toBe('refuse');
  }
  const other = carriedOut(
    planOutput(await project(shop.replace('choreography Shop', 'choreography Other')), new Map()),
  );
  const plan = planOutput(generated, other);
  expect(plan.files.find(({ path }) => path === manifestPath)).toMatchObject({
    action: 'refuse',
    note: expect.stringContaining('this folder holds the services of Other, not of Shop'),
  });
});

test('a reaction that is gone leaves its handler, reported until it is deleted', async () => {
  const folder = carriedOut(planOutput(await project(), new Map()));
  const without = await project(shop.replace('count: on Placed', 'tally: on Placed'));
  const first = planOutput(without, folder);
  expect(actions(first)).toEqual({
    [manifestPath]: 'update',
    'src/services/stock/count.ts': 'orphan',
    'src/services/stock/stock.gen.ts': 'update',
    'src/services/stock/tally.ts': 'create',
  });
  const after = carriedOut(first, folder);
  expect(after.has('src/services/stock/count.ts')).toBe(true);
  const second = planOutput(without, after);
  expect(actions(second)).toEqual({ 'src/services/stock/count.ts': 'orphan' });
  expect(second.hasDrift).toBe(false);
  after.delete('src/services/stock/count.ts');
  const third = planOutput(without, after);
  expect(actions(third)).toEqual({ [manifestPath]: 'update' });
  expect(actions(planOutput(without, carriedOut(third, after)))).toEqual({});
});

test('the module of a service that is gone is removed if it is as we wrote it', async () => {
  const folder = carriedOut(planOutput(await project(), new Map()));
  const without = await project(shop.replace(/service Stock.*/, ''));
  const path = 'src/services/stock/stock.gen.ts';
  expect(actions(planOutput(without, folder))).toMatchObject({
    [path]: 'remove',
    'src/services/stock/count.ts': 'orphan',
  });
  folder.set(path, `${folder.get(path)}// edited`);
  expect(actions(planOutput(without, folder))).toMatchObject({ [path]: 'orphan' });
});

test('a manifest cannot make us touch what is not ours', async () => {
  const generated = await project();
  const folder = carriedOut(planOutput(generated, new Map()));
  const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const manifest = JSON.parse(folder.get(manifestPath) ?? '') as { files: Record<string, unknown> };
  for (const path of [
    '../x.gen.ts',
    '/etc/x.gen.ts',
    'src/../../x.gen.ts',
    'C:/x.gen.ts',
    'a\\..\\x.gen.ts',
    'notes.txt',
  ]) {
    manifest.files[path] = { owner: 'generated', hash };
    folder.set(path, '');
  }
  folder.set(manifestPath, JSON.stringify(manifest));
  const paths = pathsToInspect(generated, folder.get(manifestPath));
  expect(paths.filter(path => /(^|[/\\])x\.gen/.test(path))).toEqual([]);
  const plan = planOutput(generated, folder);
  expect(plan.files.filter(({ action }) => action === 'remove')).toEqual([]);
});

test('a selection leaves the files of other services alone, and gives the demo stand-ins', async () => {
  const folder = carriedOut(planOutput(await project(), new Map()));
  const selection = await project(shop.replace('count: on Placed', 'tally: on Placed'), ['Payments']);
  expect(selection.services).toEqual(['Payments']);
  const plan = planOutput(selection, folder);
  expect(actions(plan)).toEqual({
    [manifestPath]: 'update',
    'src/demo/demo.gen.ts': 'update',
    'src/demo/stock.gen.ts': 'create',
    'src/services.gen.ts': 'update',
  });
  // Going back, the stand-in is removed.
  expect(actions(planOutput(await project(), carriedOut(plan, folder)))).toMatchObject({
    'src/demo/stock.gen.ts': 'remove',
  });
});

test('what is asked for but is no service is a problem, in words', async () => {
  const { problems } = await project(shop, ['Payments', 'User', 'Nobody']);
  expect(problems.map(({ message }) => message)).toEqual([
    '`User` is an actor: no code is generated for it. Choose a service.',
    'There is no service `Nobody`. Choose one of `Payments`, `Stock`.',
  ]);
});
