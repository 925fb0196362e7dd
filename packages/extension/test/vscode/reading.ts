/** What the editor shows of a model besides its text: colours by role, hovers, hints, help while one writes, links. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, fileIn, open, placeOf, until } from './editor.ts';
import { askOutside } from './outside.ts';
import { test } from './runner.ts';

const name = 'reading.choreo';
const text = `choreography Reading uses Shop

/** Decided in [events.choreo](./events.choreo). */
event OrderPlaced { key orderId: uuid  total: decimal  problem: Problem }
event PaymentTaken { key orderId: uuid  total: decimal }
event StockReserved { key orderId: uuid }
@deprecated("use OrderClosed")
event OrderDone { key orderId: uuid }
event OrderReminded { key orderId: uuid  attempt: int }
command PackParcel { key orderId: uuid }
enum Problem { Fraud, Late }

actor Customer {
  emits OrderPlaced
  receives OrderDone, OrderReminded*
}
external service Bank {
  charge: on OrderPlaced -> PaymentTaken { total: total }
}
service Warehouse {
  state packed: open | done
  reserve: on OrderPlaced when problem != Fraud and total > 10 -> StockReserved | OrderReminded { attempt: 1 } after 24h
  dispatch: on PaymentTaken and StockReserved -> PackParcel & set packed = done
  pack: on PackParcel when packed == done -> OrderDone
}
property "paid before packed" {
  OrderDone requires PaymentTaken
}
scenario "fraud" {
  given OrderPlaced { problem: Fraud, total: 20 }
  choose Bank.charge -> PaymentTaken
  never OrderDone
}
`;

async function openModel(): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(fileIn(name), new TextEncoder().encode(text));
  return open(name);
}

async function leave(): Promise<void> {
  await closeAll();
  await vscode.workspace.fs.delete(fileIn(name));
}

/** `text type.modifier` of each token. */
async function rolesIn(document: vscode.TextDocument): Promise<string[]> {
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>(
    'vscode.provideDocumentSemanticTokensLegend',
    document.uri,
  );
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
    'vscode.provideDocumentSemanticTokens',
    document.uri,
  );
  const data = [...(tokens?.data ?? [])];
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, index) => {
    const [down = 0, along = 0, length = 0, type = 0, bits = 0] = data.slice(index * 5, index * 5 + 5);
    character = down === 0 ? character + along : along;
    line += down;
    const word = document.getText(new vscode.Range(line, character, line, character + length));
    const modifiers = (legend?.tokenModifiers ?? []).filter((_one, bit) => (bits & (1 << bit)) !== 0);
    return `${word} ${[legend?.tokenTypes[type], ...modifiers].join('.')}`;
  });
}

test('names have colours by their role, in dark and light themes', async () => {
  const { document } = await openModel();
  await until('The roles of names', async () => {
    const roles = await rolesIn(document);
    for (const role of [
      'OrderPlaced event.entry',
      'Bank service.declaration.external',
      'PackParcel command',
      'packed state',
      'OrderDone event.deprecated.exit',
    ]) {
      assert.ok(roles.includes(role), `${role} is not among ${roles.join(', ')}`);
    }
    return true;
  });
  const theme = vscode.workspace.getConfiguration('workbench');
  const before = theme.get<string>('colorTheme');
  for (const [shot, colours] of [
    ['roles-dark', 'Default Dark Modern'],
    ['roles-light', 'Default Light Modern'],
    ['roles-monokai', 'Monokai'],
  ] as const) {
    await theme.update('colorTheme', colours, vscode.ConfigurationTarget.Global);
    await askOutside('screenshot', shot);
  }
  await theme.update('colorTheme', before, vscode.ConfigurationTarget.Global);
  await leave();
});

test('hovers tell of events with links, and of keywords with a page', async () => {
  const editor = await openModel();
  const hoverAt = async (before: string, within: number): Promise<string> => {
    const position = placeOf(editor.document, before, within);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      position,
    );
    const parts = hovers.flatMap(({ contents }) => contents);
    return parts.map(part => (typeof part === 'string' ? part : part.value)).join('\n');
  };
  await until('The links of an event', async () => {
    const hover = await hoverAt('on OrderPlaced when', 4);
    assert.match(hover, /Handled by \[`Bank\.charge`\]\(file:.*reading\.choreo#L18,14\)/);
    return true;
  });
  const keyword = await hoverAt(' requires ', 2);
  const page = /\[More: properties and scenarios\]\((.*)\)/.exec(keyword)?.[1];
  assert.ok(page?.includes('/docs/language.md#properties-and-scenarios'), keyword);
  const at = placeOf(editor.document, 'on OrderPlaced when', 4);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at));
  await vscode.commands.executeCommand('editor.action.showHover');
  await askOutside('screenshot', 'hover-event');
  const clause = placeOf(editor.document, ' and StockReserved', 2);
  editor.selection = new vscode.Selection(clause, clause);
  await vscode.commands.executeCommand('editor.action.showHover');
  await askOutside('screenshot', 'hover-keyword');
  await leave();
});

test('hints, selections and links follow the language', async () => {
  const { document } = await openModel();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  await until('The hints', async () => {
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      all,
    );
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['orderId,', 'by orderId', 'orderId,', 'by orderId'],
    );
    return true;
  });
  await askOutside('screenshot', 'inlay-hints');
  const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
    'vscode.executeSelectionRangeProvider',
    document.uri,
    [placeOf(document, 'PackParcel & set', 3)],
  );
  const texts: string[] = [];
  for (let one = selection; one && texts.length < 3; one = one.parent) texts.push(document.getText(one.range));
  assert.deepEqual(texts, ['Pack', 'PackParcel', 'PackParcel & set packed = done']);
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
  const targets = links.map(({ range, target }) => `${document.getText(range)} ${target?.path.split('/').at(-1)}`);
  assert.ok(targets.includes('Shop events.choreo'), targets.join(', '));
  assert.ok(targets.includes('./events.choreo events.choreo'), targets.join(', '));
  await leave();
});

test('help while one writes shows the form of a reaction', async () => {
  const editor = await openModel();
  const end = placeOf(editor.document, '  pack: on PackParcel');
  await editor.edit(edit => edit.insert(end, '  late: on PaymentTaken and StockReserved within \n'));
  const at = end.translate(0, '  late: on PaymentTaken and StockReserved within '.length);
  editor.selection = new vscode.Selection(at, at);
  const help = await until('The form', async () => {
    const found = await vscode.commands.executeCommand<vscode.SignatureHelp | undefined>(
      'vscode.executeSignatureHelpProvider',
      editor.document.uri,
      at,
      ' ',
    );
    return found?.signatures.length ? found : undefined;
  });
  const label = help.signatures[0]?.parameters[help.activeParameter]?.label;
  const form = help.signatures[0]?.label ?? '';
  assert.equal(typeof label === 'object' ? form.slice(...label) : label, '[within DURATION else OUTCOME]');
  await vscode.commands.executeCommand('editor.action.triggerParameterHints');
  await askOutside('screenshot', 'parameter-hints');
  await leave();
});
