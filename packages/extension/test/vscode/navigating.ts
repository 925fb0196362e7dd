/** Finding one's way: lenses, causes and effects, types, generated code, references by role, and verdicts after a change. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileIn, open, placeOf, replace, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';
import { lensTitles } from './verifying.ts';
import { elements, outsideElements } from './webview.ts';

const race = 'verified/race.choreo';

async function lensAt(document: vscode.TextDocument, text: string, title: string): Promise<vscode.Command> {
  const { line } = placeOf(document, text);
  return until(`"${title}" above ${text}`, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const here = lenses.filter(({ range }) => range.start.line === line);
    const found = here.find(({ command }) => command?.title === title)?.command;
    if (!found) throw new Error(here.map(({ command }) => command?.title).join(' | '));
    return found;
  });
}

async function click({ command, arguments: given = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...given);
}

/** Waits until something in the workbench says all of these. */
async function untilSeen(what: string, selector: string, texts: readonly string[]): Promise<void> {
  await until(what, async () => {
    const seen = (await outsideElements(selector)).map(({ text }) => text ?? '').join(' | ');
    const missing = texts.filter(text => !seen.includes(text));
    if (missing.length > 0) throw new Error(`${missing.join(', ')} not in: ${seen}`);
    return true;
  });
}

test('lenses of events and services lead to the places they count, and to the picture', async () => {
  const { document } = await open(race);
  await lensAt(document, 'event Placed', '1 handler');
  await lensAt(document, 'service Sales', '2 reactions');
  await lensAt(document, 'service Sales', 'emits 2');
  await lensAt(document, 'actor Customer', 'receives 2');
  await until('Lenses on the screen', async () =>
    (await outsideElements('.codelens-decoration')).some(({ text }) => text?.includes('1 emitter')) ? true : undefined,
  );
  await askOutside('screenshot', 'flow-lenses');
  await click(await lensAt(document, 'event Placed', '1 emitter'));
  await untilSeen('The places', '.peekview-widget .monaco-list-row', ['Placed']);
  await askOutside('screenshot', 'emitters');
  await vscode.commands.executeCommand('closeReferenceSearch');
  await click(await lensAt(document, 'event Placed', 'show flow'));
  await until('The picture of Placed and its neighbours only', async () => {
    const texts = (await elements('.node')).map(({ text }) => text ?? '').join(' ');
    if (!texts.includes('ship') || texts.includes('refund')) throw new Error(texts);
    return true;
  });
  await askOutside('screenshot', 'show-flow');
  await closeAll();
});

test('the call hierarchy shows what leads to an event and what follows from it', async () => {
  const editor = await open(race);
  const { document } = editor;
  const at = placeOf(document, 'event Shipped', 'event '.length);
  const [item] = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
    'vscode.prepareCallHierarchy',
    document.uri,
    at,
  );
  assert.ok(item);
  const names: string[] = [item.name];
  for (let from = item, hop = 0; hop < 4; hop++) {
    const [call] = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      from,
    );
    if (!call) break;
    names.push(call.from.name);
    from = call.from;
  }
  assert.deepEqual(names, ['Shipped', 'Shipping.ship', 'Placed', 'Sales.place', 'Place']);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('references-view.showCallHierarchy');
  await untilSeen('The hierarchy', '.sidebar .monaco-list-row', ['Shipped', 'Shipping.ship']);
  await askOutside('screenshot', 'call-hierarchy');
  await closeAll();
});

test('references are parted by what they do', async () => {
  const editor = await open(race);
  const at = placeOf(editor.document, 'event Shipped', 'event '.length);
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('choreo.findReferencesByRole');
  await untilSeen('References by role', '.sidebar .monaco-list-row', [
    'Emits',
    'Shipping.ship',
    'Receives',
    'Customer',
    'Says',
    'property goods or money',
    'scenario nobody cancels',
  ]);
  await askOutside('screenshot', 'references-by-role');
  await vscode.commands.executeCommand('references-view.clear');
  await closeAll();
});

test('types and generated code are one step away', async () => {
  const { document } = await open(race);
  const types = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeTypeDefinitionProvider',
    document.uri,
    placeOf(document, 'place: on'),
  );
  assert.equal(types.length, 1);
  const generated = 'generated-race';
  const handler = `${generated}/src/services/shipping/ship.ts`;
  const manifest = {
    generator: 'choreo',
    version: 1,
    choreography: 'Race',
    files: { 'src/services/shipping/ship.ts': { owner: 'user', service: 'Shipping', handlerOf: 'Shipping.ship' } },
  };
  const write = (path: string, text: string): Thenable<void> =>
    vscode.workspace.fs.writeFile(fileIn(path), new TextEncoder().encode(text));
  await write(`${generated}/choreo.gen.json`, JSON.stringify(manifest));
  await write(handler, '// Mine.\nexport const ship = async () => {};\n');
  const found = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeImplementationProvider',
    document.uri,
    placeOf(document, 'ship: on'),
  );
  const [first] = found.map(one => ('targetUri' in one ? one.targetUri : one.uri));
  assert.ok(first?.path.endsWith(`/${handler}`), String(first));
  await vscode.workspace.fs.delete(fileIn(generated), { recursive: true });
  await closeAll();
});

test('a verdict of an older text is not shown as one of the text as it is', async () => {
  const settings = vscode.workspace.getConfiguration('choreo');
  const editor = await open(race);
  const { document } = editor;
  const provedLens = (titles: readonly string[]): boolean => titles.some(title => title.startsWith('proved'));
  await until('A verdict', async () => (provedLens(await lensTitles(document)) ? true : undefined));
  await settings.update('verification.run', 'onSave', vscode.ConfigurationTarget.Global);
  try {
    await replace(editor, 'ship: on Placed -> Shipped', 'ship: on Placed -> Shipped | nothing');
    await until('No verdict of the older text', async () => {
      const titles = await lensTitles(document);
      assert.ok(titles.includes('not verified since it changed'), titles.join(' | '));
      assert.ok(!provedLens(titles), titles.join(' | '));
      return true;
    });
    await askOutside('screenshot', 'not-verified-since');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('The verdict again', async () => (provedLens(await lensTitles(document)) ? true : undefined));
  } finally {
    await settings.update('verification.run', undefined, vscode.ConfigurationTarget.Global);
  }
  await closeAll();
});

test('quick fixes come in order: show the run, fix, silence', async () => {
  const { document } = await open(race);
  const titles = await until('The quick fixes', async () => {
    const finding = vscode.languages
      .getDiagnostics(document.uri)
      .find(({ code }) => typeof code === 'object' && code.value === 'property-violated');
    if (!finding) return undefined;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
    );
    const own = actions.filter(({ kind }) => kind?.value === vscode.CodeActionKind.QuickFix.value);
    return own.some(({ title }) => title.startsWith('Allow')) ? own.map(({ title }) => title) : undefined;
  });
  assert.equal(titles[0], 'Show the run (property-violated)');
  assert.equal(titles.at(-1), 'Allow `property-violated` here');
  await closeAll();
});
