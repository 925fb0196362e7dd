/** Refactorings: from the menu, in a preview, and with a name to choose. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectFindings, fileIn, open, placeOf, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

const name = 'refactored.choreo';

const text = `choreography Refactored

event OrderPlaced { key orderId: uuid  amount: decimal  currency: string }
event PaymentTaken { key orderId: uuid }
event PaymentFailed { key orderId: uuid }
event OrderCancelled { key orderId: uuid }

actor Customer {
  emits OrderPlaced, OrderCancelled?
  receives PaymentTaken*, PaymentFailed*
}

service Payments {
  charge: on OrderPlaced {
    when amount > 5 -> PaymentTaken
    else -> PaymentFailed
  }
  refund: on OrderCancelled -> PaymentFailed
}

scenario "charged" {
  given OrderPlaced { amount: 6, currency: "EUR" }
  choose Payments.charge -> PaymentTaken
  expect PaymentTaken
}
`;

/** A file of its own for each test, with everything from the first to the last of these texts selected. */
async function opened(from: string, to: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(fileIn(name), new TextEncoder().encode(text));
  const editor = await open(name);
  await expectFindings(editor.document, []);
  editor.selection = new vscode.Selection(placeOf(editor.document, from), placeOf(editor.document, to, to.length));
  return editor;
}

async function discarded(): Promise<void> {
  await closeAll();
  await vscode.workspace.fs.delete(fileIn(name));
}

/** Does not wait, since a preview or a name may be asked for first. */
function apply(kind: string): void {
  void vscode.commands.executeCommand('editor.action.codeAction', { kind, apply: 'first' });
}

async function untilSays(document: vscode.TextDocument, wanted: RegExp): Promise<void> {
  await until(`${String(wanted)} in the text`, () => {
    assert.match(document.getText(), wanted);
    return true;
  });
}

test('the menu of refactorings lists those of the selection', async () => {
  await opened('amount: decimal', 'currency: string');
  void vscode.commands.executeCommand('editor.action.refactor');
  await until('The menu', async () => {
    const rows = await askOutside('elements', '.action-widget .monaco-list-row');
    return Array.isArray(rows) && rows.length > 0 ? true : undefined;
  });
  await askOutside('screenshot', 'refactoring-menu');
  await askOutside('press', 'Escape');
  await discarded();
});

test('an extracted type asks for its name', async () => {
  const { document } = await opened('amount: decimal', 'currency: string');
  apply('refactor.extract');
  await untilSays(document, /type OrderPlacedDetails \{ amount: decimal {2}currency: string \}/);
  await until('The field for the new name', async () => {
    const boxes = await askOutside('elements', '.rename-box');
    return Array.isArray(boxes) && boxes.length > 0 ? true : undefined;
  });
  await askOutside('screenshot', 'refactoring-name');
  await askOutside('press', 'M');
  await askOutside('press', 'Enter');
  await untilSays(
    document,
    /details: M }[\s\S]*type M \{ amount[\s\S]*details\.amount > 5[\s\S]*details: \{ amount: 6, currency: "EUR" \}/,
  );
  await discarded();
});

test('splitting a service opens a preview, and is done once it is confirmed', async () => {
  const { document } = await opened('charge:', 'charge:');
  apply('refactor.extract');
  await until('The preview', async () => {
    const rows = await askOutside('elements', '.bulk-edit-panel .monaco-list-row');
    return Array.isArray(rows) && rows.length > 0 ? true : undefined;
  });
  await askOutside('screenshot', 'refactoring-preview');
  assert.equal(document.getText(), text);
  await vscode.commands.executeCommand('refactorPreview.apply');
  await untilSays(
    document,
    /service Payments \{\n {2}refund:[\s\S]*service PaymentsCharge \{\n {2}charge:[\s\S]*choose PaymentsCharge\.charge/,
  );
  await askOutside('screenshot', 'refactoring-split');
  await askOutside('press', 'Escape');
  await expectFindings(document, []);
  await discarded();
});
