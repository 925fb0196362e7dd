/** Blocks and whole reactions: text of the language, offered where they fit and only there. */
import { describe, expect, test } from 'vitest';
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { TestEditor, applyEdits } from '../support/editor.ts';
import { conditions, files, header, reactions, stories, top } from './places.ts';

const editor = await TestEditor.open({ ...files, 'a.choreo': header }, { snippets: true });

async function offersOf(text: string): Promise<readonly CompletionItem[]> {
  await editor.type('a.choreo', text);
  return editor.complete('a.choreo');
}

/** What an editor writes, with nothing filled in. */
function expanded(snippet: string): string {
  const defaults = new Map<string, string>();
  return snippet
    .replaceAll(/\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, (_, stop: string, first: string) => `\${${stop}:${first}}`)
    .replaceAll(/\$\{(\d+):([^}]*)\}/g, (_, stop: string, text: string) => {
      defaults.set(stop, text);
      return text;
    })
    .replaceAll(/\$(\d+)/g, (_, stop: string) => defaults.get(stop) ?? '');
}

/** The text that taking an item makes. */
function taken(item: CompletionItem): string {
  const edit = item.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`${item.label} has no edit`);
  const newText = item.insertTextFormat === InsertTextFormat.Snippet ? expanded(edit.newText) : edit.newText;
  return applyEdits(editor.text('a.choreo'), [{ range: edit.range, newText }]);
}

async function syntaxErrorsIn(text: string): Promise<readonly string[]> {
  await editor.type('a.choreo', text);
  return editor.findings('a.choreo').filter(finding => finding.includes('syntax-error'));
}

function snippetsAmong(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return items.filter(({ insertTextFormat }) => insertTextFormat === InsertTextFormat.Snippet);
}

function labelsOf(items: readonly CompletionItem[]): readonly string[] {
  return items.map(({ label }) => label);
}

describe.each([...reactions, ...conditions, ...stories, ...top])('at $text', ({ text }) => {
  test('snippets are text of the language, and no second offer of a word', async () => {
    const items = await offersOf(header + text);
    const snippets = snippetsAmong(items);
    const words = items.filter(({ kind }) => kind === CompletionItemKind.Keyword);
    const apart = snippets.filter(({ kind }) => kind === CompletionItemKind.Snippet);
    expect(labelsOf(words).filter(label => labelsOf(apart).includes(label))).toEqual([]);
    // Annotations stand before something, which is not there yet.
    const complete = snippets.filter(({ kind }) => kind !== CompletionItemKind.Property);
    const texts = complete.map(item => [item.label, taken(item)] as const);
    for (const [label, whole] of texts) expect([label, ...(await syntaxErrorsIn(whole))]).toEqual([label]);
  });
});

describe('a whole reaction', () => {
  const unhandled = 'command Pack { key orderId: uuid }\nactor Customer { emits Placed, Shipped }\n';

  test('is offered for each unhandled message, under its name', async () => {
    const items = await offersOf(`${header}${unhandled}service S {\n  <|>\n}`);
    const whole = items.filter(({ label }) => label.includes(': on '));
    expect(labelsOf(whole)).toEqual(['paid: on Paid -> …', 'shipped: on Shipped -> …']);
    expect(whole[1]).toMatchObject({
      filterText: 'on Shipped shipped',
      labelDetails: { description: 'unhandled, emitted by Customer and Till' },
      textEdit: { newText: '${1:shipped}: on Shipped -> ${0:nothing}' },
    });
  });

  test.each(['on', 'ship', 'onSh'])('is offered once `%s` is there', async begun => {
    const items = await offersOf(`${header}${unhandled}service S {\n  ${begun}<|>\n}`);
    expect(labelsOf(items)).toContain('shipped: on Shipped -> …');
  });

  test.each([
    ['behind a label', 'service S {\n  ship: <|>\n}'],
    ['where the line goes on', 'service S {\n  <|> on Placed\n}'],
    ['in an actor', 'actor A {\n  <|>\n}'],
    ['outside of a service', '<|>'],
    ['in the place of a trigger', 'service S {\n  on <|>\n}'],
  ])('is not offered %s', async (_, text) => {
    const labels = labelsOf(await offersOf(header + unhandled + text));
    expect(labels.filter(label => label.includes('-> …'))).toEqual([]);
  });

  test('has no finding but what is left to do', async () => {
    const items = await offersOf(`${header}${unhandled}service S {\n  <|>\n}`);
    const reaction = items.find(({ label }) => label.startsWith('shipped'));
    if (!reaction) throw new Error('it is not offered');
    await editor.type('a.choreo', taken(reaction));
    expect(editor.findings('a.choreo').filter(finding => finding.includes('Shipped'))).toEqual([]);
  });
});

test('an empty file begins with a whole choreography that has no finding', async () => {
  const empty = await TestEditor.open({ 'order-flow.choreo': '<|>' }, { snippets: true });
  const items = await empty.complete('order-flow.choreo');
  const [start] = items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  expect(start?.label).toBe('new choreography');
  const edit = start?.textEdit;
  if (!edit) throw new Error('it changes nothing');
  await empty.type('order-flow.choreo', expanded(edit.newText));
  expect(empty.text('order-flow.choreo')).toMatch(/^choreography OrderFlow$/m);
  expect(empty.findings('order-flow.choreo')).toEqual([]);
  expect(labelsOf(items)).toEqual(expect.arrayContaining(['choreography', 'event', 'service', 'actor']));
});

test.each([
  ['<|>', ['new choreography', 'choreography']],
  ['ch<|>', ['choreography', 'channel']],
])('at `%s` in an empty file, the beginning of a choreography comes first', async (text, first) => {
  const empty = await TestEditor.open({ 'a.choreo': text }, { snippets: true });
  expect(labelsOf(await empty.complete('a.choreo')).slice(0, 2)).toEqual(first);
});

test.each(['eve', 'comm', 'typ', 'enu', 'chan', 'prop', 'scen'])(
  'the last place of the block that `%s` begins is empty, so that one `Tab` too many replaces no text',
  async begun => {
    const [block] = snippetsAmong(await offersOf(`${header}${begun}<|>`));
    expect(block?.textEdit?.newText).toMatch(/\$0(?![:|])/);
    expect(block?.textEdit?.newText).not.toContain('${0');
  },
);

test.each([
  ['in a file that declares something', 'event A\n<|>'],
  ['behind a header', 'choreography A\n<|>'],
])('no whole choreography is offered %s', async (_, text) => {
  expect(labelsOf(await offersOf(text))).not.toContain('new choreography');
});

test('an editor without snippets gets words', async () => {
  const plain = await TestEditor.open({ 'a.choreo': '<|>' });
  expect(snippetsAmong(await plain.complete('a.choreo'))).toEqual([]);
});

test('an annotation brings its arguments, unless they are there', async () => {
  const argumentsOf = async (text: string) =>
    (await offersOf(text)).find(({ label }) => label === 'allow')?.textEdit?.newText;
  expect(await argumentsOf('@<|>\nevent A')).toBe('allow("${1:rule-code}", "${2:reason}")$0');
  expect(await argumentsOf('@al<|>("event-cycle", "it ends")\nevent A')).toBe('allow');
});
