/** Going to generated code: what `choreo generate` wrote, wherever it is in the workspace, and whatever became of it. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LocationLink } from 'vscode-languageserver';
import { generate, planOutput } from '@choreo/codegen';
import { implementationsIn } from '../src/node/generated-code.ts';
import { applyPlan, inspectOutput } from '../src/node/output-folder.ts';
import { TestEditor } from './support/editor.ts';

const shop = `choreography Shop
event Placed { key id: uuid }
event Packed { key id: uuid }
event Swept { key id: uuid }
actor Customer { emits Placed receives Packed, Swept }
service Orders by id {
  pack: on Placed -> Packed
}
service Watch by nothing {
  on Placed -> nothing
  every 1h -> Swept
}
`;

let base = '';

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'choreo-implementations-')));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

async function open(at: string): Promise<TestEditor> {
  const marked = shop.replace(at.replace('<|>', ''), at);
  return TestEditor.open({ 'a.choreo': marked }, { handlers: [implementationsIn(() => [pathToFileURL(base).href])] });
}

async function generateInto(folder: string): Promise<void> {
  const { services } = await open('service Or<|>ders');
  const { Choreographies } = services.shared.workspace;
  const [group] = Choreographies.all();
  if (!group) throw new Error('There is no choreography.');
  const project = generate(services.shared.lowering.Models.of(group));
  const out = join(base, folder);
  await applyPlan(out, planOutput(project, await inspectOutput(out, project)));
}

/** `path: name` of each place. */
async function implementations(at: string): Promise<string[]> {
  const editor = await open(at);
  const links = await editor.askAtCursor<LocationLink[] | null>('textDocument/implementation', 'a.choreo');
  return (links ?? []).map(({ targetUri, targetSelectionRange: { start, end } }) => {
    const path = fileURLToPath(targetUri);
    const line = readFileSync(path, 'utf8').split('\n')[start.line] ?? '';
    return `${path.slice(base.length + 1)}: ${line.slice(start.character, end.character)}`;
  });
}

test('from a reaction, a schedule, an event and a service', async () => {
  await generateInto('backend/out');
  const orders = 'backend/out/src/services/orders';
  const watch = 'backend/out/src/services/watch';
  expect(await implementations('pa<|>ck: on')).toEqual([`${orders}/pack.ts: pack`]);
  expect(await implementations('  o<|>n Placed -> nothing')).toEqual([`${watch}/on-placed.ts: onPlaced`]);
  expect(await implementations('eve<|>ry 1h')).toEqual([`${watch}/every1h.ts: every1h`]);
  expect(await implementations('event Pla<|>ced')).toEqual([
    `${orders}/pack.ts: pack`,
    `${watch}/on-placed.ts: onPlaced`,
  ]);
  expect(await implementations('service Or<|>ders')).toEqual([`${orders}/orders.gen.ts: orders`]);
});

test('from what has none: nothing', async () => {
  await generateInto('generated');
  expect(await implementations('actor Cust<|>omer')).toEqual([]);
  expect(await implementations('event Swe<|>pt')).toEqual([]);
  expect(await implementations('key i<|>d: uuid')).toEqual([]);
});

test('finds none where nothing was generated, nor among packages', async () => {
  await generateInto('node_modules/shop');
  expect(await implementations('pa<|>ck: on')).toEqual([]);
});

test('finds each copy, edited ones too, and none of another choreography or that is gone', async () => {
  await generateInto('a');
  await generateInto('b');
  const handler = join(base, 'a/src/services/orders/pack.ts');
  writeFileSync(
    handler,
    `// Mine.\n${readFileSync(handler, 'utf8').replace('export const pack', 'export const wrap')}`,
  );
  rmSync(join(base, 'b/src/services/watch'), { recursive: true });
  mkdirSync(join(base, 'c'));
  const manifest = readFileSync(join(base, 'a/choreo.gen.json'), 'utf8');
  writeFileSync(join(base, 'c/choreo.gen.json'), manifest.replace('"choreography": "Shop"', '"choreography": "Other"'));
  mkdirSync(dirname(join(base, 'd/choreo.gen.json')));
  writeFileSync(join(base, 'd/choreo.gen.json'), '{');
  expect(await implementations('pa<|>ck: on')).toEqual([
    'a/src/services/orders/pack.ts: wrap',
    'b/src/services/orders/pack.ts: pack',
  ]);
  expect(await implementations('service Wat<|>ch')).toEqual(['a/src/services/watch/watch.gen.ts: watch']);
});
