/** Writing a choreography: findings, quick fixes, completion, names over files. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, expectFindings, fileIn, findings, open, placeOf, replace, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

test('findings appear on opening a file, with the page of their rule', async () => {
  const { document } = await open('mistake.choreo');
  await until('A finding on the misspelled event', () => {
    assert.ok(findings(document).includes('unknown-name: Askd'));
    return true;
  });
  const [finding] = vscode.languages.getDiagnostics(document.uri).filter(found => codeOf(found) === 'unknown-name');
  assert.match(finding?.message ?? '', /Askd/);
  assert.equal(finding?.severity, vscode.DiagnosticSeverity.Error);
  const page = typeof finding?.code === 'object' ? finding.code.target : undefined;
  assert.ok(page?.path.endsWith('/docs/rules/unknown-name.md'), String(page));
  await askOutside('screenshot', 'finding');
});

test('a quick fix fixes what the finding is about', async () => {
  const { document } = await open('mistake.choreo');
  const range = await until(
    'The finding',
    () => vscode.languages.getDiagnostics(document.uri).find(found => codeOf(found) === 'unknown-name')?.range,
  );
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const fix = actions.find(({ title }) => title.includes('Asked'));
  assert.ok(fix?.edit, `No fix to the nearest name among: ${actions.map(({ title }) => title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit), JSON.stringify(fix.edit));
  assert.match(document.getText(), /on Asked -> Answered/);
  await expectFindings(document, []);
  await closeAll();
});

test('a finding goes when another file changes', async () => {
  const events = await open('events.choreo');
  const { document } = await open('payments.choreo');
  await expectFindings(document, []);
  const beside = await vscode.window.showTextDocument(events.document, vscode.ViewColumn.Two);
  await replace(beside, 'event PaymentFailed', 'event PaymentLost');
  await expectFindings(document, ['unknown-name: PaymentFailed']);
  await replace(beside, 'event PaymentLost', 'event PaymentFailed');
  await expectFindings(document, []);
  await closeAll();
});

test('findings follow files that come, go and move, and text that is discarded', async () => {
  const { document } = await open('payments.choreo');
  await expectFindings(document, []);
  const extra = fileIn('extra.choreo');
  const text = 'choreography Shop\nevent PaymentFailed\n';
  const duplicate = async (there: boolean): Promise<void> => {
    await until(`The second PaymentFailed is ${there ? '' : 'not '}there`, () => {
      const found = vscode.languages.getDiagnostics().flatMap(([, list]) => list.map(codeOf));
      return found.includes('duplicate-name') === there || undefined;
    });
  };
  await vscode.workspace.fs.writeFile(extra, new TextEncoder().encode(text));
  await duplicate(true);
  const move = new vscode.WorkspaceEdit();
  move.renameFile(extra, fileIn('moved.choreo'));
  assert.ok(await vscode.workspace.applyEdit(move));
  await until('The finding has moved along', () =>
    vscode.languages.getDiagnostics(fileIn('moved.choreo')).some(found => codeOf(found) === 'duplicate-name') &&
    vscode.languages.getDiagnostics(extra).length === 0
      ? true
      : undefined,
  );
  const remove = new vscode.WorkspaceEdit();
  remove.deleteFile(fileIn('moved.choreo'));
  assert.ok(await vscode.workspace.applyEdit(remove));
  await duplicate(false);

  const events = await open('events.choreo');
  await replace(events, 'event PaymentFailed', 'event PaymentLost');
  await expectFindings(document, ['unknown-name: PaymentFailed']);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await expectFindings(document, []);
  await closeAll();
});

test('completion offers the events of other files', async () => {
  const editor = await open('payments.choreo');
  await replace(editor, '| PaymentFailed', '| ');
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    placeOf(editor.document, '| ', 2),
  );
  const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  assert.ok(labels.includes('PaymentFailed'), labels.join(', '));
  assert.ok(!labels.includes('Asked'), 'An event of another choreography was offered.');
  await closeAll();
});

test('hover tells what an event is', async () => {
  const { document } = await open('payments.choreo');
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, 'OrderPlaced', 3),
  );
  const text = hovers
    .flatMap(({ contents }) => contents.map(part => (typeof part === 'string' ? part : part.value)))
    .join('\n');
  assert.match(text, /A basket was submitted\./);
  await closeAll();
});

test('going to a definition leads into another file', async () => {
  const { document } = await open('payments.choreo');
  const [place] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    placeOf(document, 'OrderPlaced', 3),
  );
  assert.ok(place);
  assert.equal(('uri' in place ? place.uri : place.targetUri).path, fileIn('events.choreo').path);
  await closeAll();
});

test('renaming an event changes all files', async () => {
  const payments = await open('payments.choreo');
  const events = await vscode.workspace.openTextDocument(fileIn('events.choreo'));
  await expectFindings(payments.document, []);
  const rename = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    payments.document.uri,
    placeOf(payments.document, 'OrderPlaced', 3),
    'BasketSubmitted',
  );
  assert.ok(await vscode.workspace.applyEdit(rename));
  assert.match(payments.document.getText(), /on BasketSubmitted ->/);
  assert.match(events.getText(), /event BasketSubmitted +\{/);
  assert.match(events.getText(), /emits BasketSubmitted/);
  await expectFindings(payments.document, []);
  await closeAll();
});

test('the outline lists services and their reactions', async () => {
  const { document } = await open('payments.choreo');
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const service = symbols.flatMap(symbol => [symbol, ...symbol.children]).find(({ name }) => name === 'Payments');
  assert.deepEqual(
    service?.children.map(({ name }) => name),
    ['charge'],
  );
  await closeAll();
});

test('the severity of a rule follows the settings', async () => {
  const editor = await open('events.choreo');
  await replace(editor, 'actor Customer', 'event Forgotten\n\nactor Customer');
  await expectFindings(editor.document, ['unused-declaration: Forgotten']);
  const settings = vscode.workspace.getConfiguration('choreo');
  await settings.update('rules', { 'unused-declaration': 'error' }, vscode.ConfigurationTarget.Workspace);
  await until('The severity of the settings', () =>
    vscode.languages.getDiagnostics(editor.document.uri)[0]?.severity === vscode.DiagnosticSeverity.Error
      ? true
      : undefined,
  );
  await settings.update('rules', { 'unused-declaration': 'off' }, vscode.ConfigurationTarget.Workspace);
  await expectFindings(editor.document, []);
  await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
  await closeAll();
});

test('snippets and colours are there for the language', async () => {
  const editor = await open('payments.choreo');
  assert.equal(editor.document.languageId, 'choreo');
  await askOutside('screenshot', 'editor');
  await closeAll();
});
