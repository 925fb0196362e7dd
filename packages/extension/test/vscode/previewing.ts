/** The preview: what is drawn in it, how it follows, and the way from the picture to the source. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, replace, revertAll, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';
import { elements, textsIn } from './webview.ts';

const example = 'examples/order-fulfilment/order-fulfilment.choreo';

async function openPreview(path: string): Promise<vscode.TextEditor> {
  const editor = await open(path);
  await vscode.commands.executeCommand('choreo.openPreview');
  await askOutside('webviewElements', '#canvas svg g.node');
  return editor;
}

test('the preview draws an example', async () => {
  await openPreview(example);
  const groups = await textsIn('#canvas svg g.cluster');
  for (const service of ['Payments', 'Warehouse', 'Shipping', 'Orders']) assert.ok(groups.includes(service), groups);
  const nodes = await textsIn('#canvas svg g.node');
  for (const reaction of ['charge', 'refund', 'reserve', 'dispatch', 'cancel'])
    assert.ok(nodes.includes(reaction), nodes);
  // On its arrow, or in a node of its own where arrows meet.
  const events = nodes + (await textsIn('#canvas svg g.edgeLabel'));
  for (const event of ['OrderPlaced', 'PaymentTaken', 'OrderCancelled']) assert.ok(events.includes(event), events);
  await askOutside('screenshot', 'preview');
});

test('a click on a node goes to its source', async () => {
  const editor = await openPreview(example);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  const nodes = await elements('#canvas svg g.node[data-target]');
  const dispatch = nodes.find(({ text }) => text?.includes('dispatch'));
  assert.ok(dispatch, 'No node for the reaction `dispatch` stands for something in the source.');
  await askOutside('webviewClick', `#canvas svg [id="${dispatch['id']}"]`);
  await until('The source of the reaction is selected', () => {
    const active = vscode.window.activeTextEditor;
    assert.ok(active);
    assert.ok(active.document.uri.path.endsWith(example), active.document.uri.path);
    assert.match(active.document.getText(active.selection), /dispatch/);
    assert.equal(active.viewColumn, vscode.ViewColumn.One);
    return true;
  });
  await askOutside('screenshot', 'preview-revealed');
});

test('a click on an edge goes to its source', async () => {
  await openPreview(example);
  const labels = await elements('#canvas svg g.edgeLabel [data-target]');
  const shipped = labels.find(({ text }) => text?.includes('OrderShipped'));
  assert.ok(shipped, 'No edge for OrderShipped stands for something in the source.');
  await askOutside('webviewClick', `#canvas svg g.edgeLabel [data-target="${shipped['data-target']}"]`);
  await until('A place that names the event is selected', () => {
    const active = vscode.window.activeTextEditor;
    assert.ok(active);
    assert.match(active.document.getText(active.selection), /OrderShipped/);
    return true;
  });
});

test('the picture follows what is typed, and stays while the text is broken', async () => {
  const editor = await openPreview(example);
  await replace(editor, '  reserve: on OrderPlaced', '  putAside: on OrderPlaced');
  await until('The new name in the picture', async () =>
    (await textsIn('#canvas svg g.node')).includes('putAside') ? true : undefined,
  );
  await replace(editor, 'putAside: on', 'putAside: on on ->');
  await until('Word of the broken text', async () => {
    const [banner] = await elements('#banner');
    return banner && !('hidden' in banner) && banner['text'] ? true : undefined;
  });
  assert.ok((await textsIn('#canvas svg g.node')).includes('putAside'), 'The last good picture is gone.');
  await askOutside('screenshot', 'preview-broken');
  await replace(editor, 'putAside: on on ->', 'putAside: on');
  await until('The word is gone', async () => {
    const [banner] = await elements('#banner');
    return banner && 'hidden' in banner ? true : undefined;
  });
  await revertAll();
});

test('a finding is drawn on what it is about', async () => {
  const editor = await openPreview('events.choreo');
  await replace(editor, 'receives PaymentTaken, PaymentFailed', 'receives PaymentTaken');
  await until('The finding in the picture', async () => {
    const drawn = await elements('#canvas svg [data-target]');
    return drawn.some(element => /nothing reacts to it|unhandled/i.test(element['aria-label'] ?? element['text'] ?? ''))
      ? true
      : undefined;
  });
  await askOutside('screenshot', 'preview-finding');
  await revertAll();
});

/** Waits until the preview shows a choreography with this reaction. */
async function showsReaction(name: string): Promise<void> {
  await until(`The picture with ${name}`, async () =>
    (await textsIn('#canvas svg g.node')).includes(name) ? true : undefined,
  );
}

async function isRightwards(): Promise<boolean> {
  return (await elements('#turn'))[0]?.['aria-pressed'] === 'true';
}

async function turn(): Promise<void> {
  const before = await isRightwards();
  await askOutside('webviewClick', '#turn');
  await until('The picture runs the other way', async () => ((await isRightwards()) === before ? undefined : true));
}

test('a picture that was turned stays turned, and no other is', async () => {
  await openPreview('events.choreo');
  await showsReaction('charge');
  const suiting = await isRightwards();
  await open(example);
  await showsReaction('dispatch');
  // However it runs by itself, it is the other way than the first that it is turned to.
  await turn();
  if ((await isRightwards()) === suiting) await turn();
  await askOutside('screenshot', 'preview-turned');
  await open('events.choreo');
  await until('The first picture again', async () =>
    (await textsIn('#canvas svg g.node')).includes('dispatch') ? undefined : true,
  );
  assert.equal(await isRightwards(), suiting);
  await open(example);
  await showsReaction('dispatch');
  assert.equal(await isRightwards(), !suiting);
  await closeAll();
  await openPreview(example);
  await showsReaction('dispatch');
  assert.equal(await isRightwards(), !suiting, 'It is not remembered once the preview was closed.');
});

test('a click on a badge goes to the emission', async () => {
  const editor = await openPreview('events.choreo');
  await replace(editor, 'receives PaymentTaken, PaymentFailed', 'receives PaymentTaken');
  const badge = await until('The badge of the dead end', async () =>
    (await elements('#canvas svg .badge')).find(({ text }) => text?.includes('PaymentFailed')),
  );
  await askOutside('screenshot', 'preview-badge');
  await askOutside('webviewClick', `#canvas svg .badge[data-target="${badge['data-target']}"]`);
  await until('The emission is selected', () => {
    const active = vscode.window.activeTextEditor;
    assert.ok(active);
    assert.equal(active.document.getText(active.selection), 'PaymentFailed');
    assert.match(active.document.lineAt(active.selection.start).text, /->/u);
    return true;
  });
  await revertAll();
});

test('the picture follows the theme', async () => {
  await openPreview(example);
  await showsReaction('dispatch');
  const settings = vscode.workspace.getConfiguration('workbench');
  const before = settings.get<string>('colorTheme');
  const light = await textsIn('#canvas svg style');
  await settings.update('colorTheme', 'Default Dark Modern', vscode.ConfigurationTarget.Global);
  await until('Another style of the picture', async () =>
    (await textsIn('#canvas svg style')) === light ? undefined : true,
  );
  await askOutside('screenshot', 'preview-dark');
  await settings.update('colorTheme', before, vscode.ConfigurationTarget.Global);
  await closeAll();
});

test('a file that is not saved yet is drawn', async () => {
  const content = 'event Asked\nactor Visitor { emits Asked }\nservice Desk { answer: on Asked }\n';
  const document = await vscode.workspace.openTextDocument({ language: 'choreo', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  await vscode.commands.executeCommand('choreo.openPreview');
  await until('The picture of the new file', async () => {
    const nodes = await textsIn('#canvas svg g.node');
    return nodes.includes('answer') ? true : undefined;
  });
  await closeAll();
});

test('a copy of a file, as comparisons show it, is neither checked nor drawn, and the user hears why', async () => {
  const content = 'choreography Shop\nservice Payments { on Nothing }\n';
  const provider = vscode.workspace.registerTextDocumentContentProvider('copied', {
    provideTextDocumentContent: () => content,
  });
  const copy = await vscode.workspace.openTextDocument(vscode.Uri.parse('copied:/payments.choreo?old'));
  await vscode.window.showTextDocument(copy, { viewColumn: vscode.ViewColumn.One });
  await vscode.commands.executeCommand('choreo.openPreview');
  await until('The message that it is a copy', async () => {
    await vscode.commands.executeCommand('notifications.showList');
    return String(await askOutside('notificationNow', 'payments.choreo is a copy of a file'));
  });
  await open('payments.choreo');
  assert.deepEqual(vscode.languages.getDiagnostics(copy.uri), []);
  provider.dispose();
  await closeAll();
});
