/** Generated services on the disk: a rename takes handlers along, loses nothing that a user wrote, and says what happened. */
import { generate, planOutput } from '@choreo/codegen';
import { checkTexts } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { expect, test } from 'vitest';
import { generationWanted } from '../src/protocol.ts';
import { followHandlers } from '../src/renaming/handler-renames.ts';
import { TestEditor } from './support/editor.ts';
import { marking } from './support/renaming.ts';

type Files = Readonly<Record<string, string>>;

const shop = `choreography Shop
event Placed { key orderId: uuid }
event Paid { key orderId: uuid  amount: int }
event Refused { key orderId: uuid }
actor Customer { emits Placed receives Paid, Refused }
service Payments {
  charge: on Placed -> Paid | Refused
}
service Mails {
  on Placed
  on Paid or Refused
}
`;

async function modelOf(text: string): Promise<Choreography> {
  const [checked] = await checkTexts([{ uri: 'file:///workspace/shop.choreo', text }]);
  if (!checked) throw new Error('no choreography');
  return checked.choreography;
}

/** All files of a project in a folder, as `choreo generate` writes them; `edited` are those that the user has changed. */
async function generated(text: string, edited: Files = {}, folder = 'out'): Promise<Files> {
  const { files } = planOutput(generate(await modelOf(text)), new Map());
  const all = files.flatMap(file => (file.action === 'create' ? [[file.path, file.contents] as const] : []));
  return Object.fromEntries(
    Object.entries({ ...Object.fromEntries(all), ...edited }).map(([path, one]) => [`${folder}/${path}`, one]),
  );
}

async function open(text: string, files: Files, generates = true): Promise<TestEditor> {
  return TestEditor.open({ 'shop.choreo': text, ...files }, { handlers: [followHandlers], generates });
}

/** Renames at the cursor, makes the edit, and returns what `choreo generate` would do then, for what is not as it should be. */
async function renameAndPlan(editor: TestEditor, newName: string): Promise<readonly string[]> {
  const edit = await editor.renameEdit('shop.choreo', newName);
  if (!edit) throw new Error('no edit');
  await editor.make(edit);
  await editor.settled();
  const project = generate(await modelOf(editor.text('shop.choreo')));
  const existing = new Map(editor.filesIn('out').map(name => [name.slice('out/'.length), editor.text(name)]));
  return planOutput(project, existing)
    .files.filter(({ path }) => !path.endsWith('.gen.ts') && path !== 'choreo.gen.json')
    .filter(({ action }) => action !== 'keep')
    .map(({ action, path }) => `${action} ${path}`);
}

const charge = `import type { ChargeHandler } from './payments.gen.ts';
import { bank } from './bank.ts';

type Charged = Awaited<ReturnType<ChargeHandler>>;

/** Asks the bank to charge. */
export const charge: ChargeHandler = async ({ orderId }, { emit }): Promise<Charged> => {
  const paid = await bank.charge(orderId);
  return paid > 0 ? emit.Paid({ amount: paid }) : emit.Refused({});
};
`;
const bank = 'export const bank = { charge: async (_: string) => 5 };\n';
const edited = { 'src/services/payments/charge.ts': charge, 'src/services/payments/bank.ts': bank };

test('a label: the handler that the user wrote has the new name, in its file and as a file', async () => {
  const editor = await open(marking(shop, 'charge:'), await generated(shop, edited));
  let wanted = 0;
  editor.onNotified(generationWanted, () => void wanted++);
  expect(await renameAndPlan(editor, 'collect')).toEqual([]);
  expect(editor.text('out/src/services/payments/charge.ts')).toBe('');
  expect(editor.text('out/src/services/payments/collect.ts')).toBe(
    charge.replaceAll('ChargeHandler', 'CollectHandler').replace('const charge:', 'const collect:'),
  );
  expect(editor.text('out/src/services/payments/bank.ts')).toBe(bank);
  expect(editor.messages).toEqual([
    'The handler `charge` is now `collect`, in `out/src/services/payments/collect.ts`. Generate the services again.',
  ]);
  expect(wanted).toBe(1);
  editor.moveTo('shop.choreo', editor.text('shop.choreo').indexOf('collect:'));
  expect(await renameAndPlan(editor, 'charge')).toEqual([]);
  expect(editor.text('out/src/services/payments/charge.ts')).toBe(charge);
});

test('the edits of handlers are marked, so that a preview of the rename tells them apart', async () => {
  const editor = await open(marking(shop, 'charge:'), await generated(shop, edited));
  const edit = await editor.renameEdit('shop.choreo', 'collect');
  expect(edit?.changeAnnotations).toEqual({
    handlers: { label: 'Handlers of generated services', description: 'out' },
  });
  expect(edit?.documentChanges?.map(change => ('kind' in change ? change.kind : change.textDocument.uri))).toEqual([
    'file:///workspace/shop.choreo',
    'file:///workspace/out/src/services/payments/charge.ts',
    'rename',
  ]);
});

test('nothing is said before the rename is made, nor if it is not', async () => {
  const editor = await open(marking(shop, 'charge:'), await generated(shop));
  await editor.renameEdit('shop.choreo', 'collect');
  await editor.type('shop.choreo', `${shop}// more\n`);
  expect(editor.messages).toEqual([]);
});

test('an event: handlers of reactions without labels, and what nobody has edited is as generated now', async () => {
  const editor = await open(marking(shop, 'Placed {'), await generated(shop));
  expect(await renameAndPlan(editor, 'Ordered')).toEqual([]);
  const now = generate(await modelOf(editor.text('shop.choreo')));
  const handlers = now.files.filter(({ handlerOf }) => handlerOf !== undefined);
  for (const { path, contents } of handlers) expect(editor.text(`out/${path}`), path).toBe(contents);
  expect(editor.messages).toEqual([
    'The handler `onPlaced` is now `onOrdered`, in `out/src/services/mails/on-ordered.ts`. Generate the services again.',
  ]);
});

test('a field: only what nobody has edited, which would not compile otherwise', async () => {
  const editor = await open(marking(shop, 'amount'), await generated(shop));
  expect(await renameAndPlan(editor, 'sum')).toEqual([]);
  expect(editor.text('out/src/services/payments/charge.ts')).toContain('sum:');
  expect(editor.messages).toEqual(['A handler in `out` that nobody has edited follows. Generate the services again.']);
  const other = await open(marking(shop, 'amount'), await generated(shop, edited));
  expect(await renameAndPlan(other, 'sum')).toEqual([]);
  expect(other.text('out/src/services/payments/charge.ts')).toBe(charge);
  expect(other.messages).toEqual([]);
});

test('a service: its folder, with what the user put beside the handlers', async () => {
  const editor = await open(marking(shop, 'Payments'), await generated(shop, edited));
  expect(await renameAndPlan(editor, 'Billing')).toEqual([]);
  expect(editor.text('out/src/services/billing/charge.ts')).toBe(
    charge.replace('./payments.gen.ts', './billing.gen.ts'),
  );
  expect(editor.text('out/src/services/billing/bank.ts')).toBe(bank);
  expect(editor.filesIn('out/src/services/payments')).toEqual(['out/src/services/payments/payments.gen.ts']);
  expect(editor.messages).toEqual([
    'The handler `charge` is now in `out/src/services/billing/charge.ts`. Generate the services again.',
  ]);
});

test('the choreography: its folder stays its own', async () => {
  const editor = await open(marking(shop, 'Shop'), await generated(shop));
  expect(await renameAndPlan(editor, 'Store')).toEqual([]);
  expect(editor.text('out/choreo.gen.json')).toContain('"choreography": "Store"');
  expect(editor.messages.join()).toContain('Generate the services again.');
});

test('a handler that cannot follow is left alone, and the user is told why', async () => {
  const taken = { ...edited, 'src/services/payments/collect.ts': 'export const mine = 1;\n' };
  const blocked = await open(marking(shop, 'charge:'), await generated(shop, taken));
  await renameAndPlan(blocked, 'collect');
  expect(blocked.text('out/src/services/payments/charge.ts')).toBe(charge);
  expect(blocked.text('out/src/services/payments/collect.ts')).toBe('export const mine = 1;\n');
  expect(blocked.messages).toEqual([
    'The handler `charge` in `out/src/services/payments/charge.ts` keeps its name, since `src/services/payments/collect.ts` exists already. Rename it to `collect`, and move what you need to `src/services/payments/collect.ts`. Generate the services again.',
  ]);

  const own = 'const handler = 1;\nexport { handler as charge };\n';
  const strange = await open(
    marking(shop, 'charge:'),
    await generated(shop, { 'src/services/payments/charge.ts': own }),
  );
  await renameAndPlan(strange, 'collect');
  expect(strange.text('out/src/services/payments/charge.ts')).toBe(own);
  expect(strange.messages[0]).toContain('keeps its name, since `src/services/payments/charge.ts` does not declare it');
});

test('an editor that cannot rename files only tells', async () => {
  const editor = await open(marking(shop, 'charge:'), await generated(shop, edited), false);
  await renameAndPlan(editor, 'collect');
  expect(editor.text('out/src/services/payments/charge.ts')).toBe(charge);
  expect(editor.messages).toEqual([
    'The handler `charge` in `out/src/services/payments/charge.ts` keeps its name, since this editor cannot rename files on request. Rename it to `collect`, and move what you need to `src/services/payments/collect.ts`. Generate the services again.',
  ]);
});

test('services of another choreography, and names that code does not depend on, are left alone', async () => {
  const other = await generated(shop.replace('Shop', 'Other'));
  const editor = await open(marking(shop, 'charge:'), other);
  await renameAndPlan(editor, 'collect');
  expect(editor.messages).toEqual([]);
  const channels = `${shop}channel <|>c { carries Placed }\n`;
  const channel = await open(channels, await generated(channels.replace('<|>', '')));
  expect(await channel.renameEdit('shop.choreo', 'd')).toHaveProperty('changes');
});
