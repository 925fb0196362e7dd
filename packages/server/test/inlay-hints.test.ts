/** Inlay hints: what is implied and not written. */
import { describe, expect, test } from 'vitest';
import type { InlayHint, Range } from 'vscode-languageserver';
import { requestType } from '../src/protocol/request-type.ts';
import { TestEditor, applyEdits, uriOf } from './support/editor.ts';
import type { EditorOptions } from './support/editor.ts';

const request = requestType<
  { readonly textDocument: { readonly uri: string }; readonly range: Range },
  readonly InlayHint[] | null
>('textDocument/inlayHint');

const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

const events = `event Placed { key orderId: uuid  total: int  note: string }
event Paid { key orderId: uuid  total: int }
event Packed { key orderId: uuid }
`;

/** The text with its hints in ‹›. */
async function hinted(text: string, range = everything, options: EditorOptions = {}): Promise<string> {
  const editor = await TestEditor.open({ 'a.choreo': events + text }, options);
  const hints = (await editor.ask(request, { textDocument: { uri: uriOf('a.choreo') }, range })) ?? [];
  const edits = hints.map(({ position, label, paddingLeft }) => ({
    range: { start: position, end: position },
    newText: `${paddingLeft === true ? ' ' : ''}‹${typeof label === 'string' ? label : ''}›`,
  }));
  return applyEdits(editor.text('a.choreo'), edits).slice(events.length);
}

describe('inlay hints', () => {
  test('name the key of a join where it is not written', async () => {
    expect(await hinted('external service S by orderId {\n  on Placed and Paid when total > 1 -> Packed\n}')).toBe(
      'external service S by orderId {\n  on Placed and Paid ‹by orderId› when total > 1 -> Packed\n}',
    );
    const written = 'service S by orderId {\n  on Placed and Paid by orderId -> Packed\n}';
    expect(await hinted(written)).toBe(written);
    const none = 'service S { on Placed or Paid -> Packed }';
    expect(await hinted(none)).toBe(none);
  });

  test('name the key of a service that keeps something', async () => {
    expect(await hinted('service S {\n  state x: boolean\n  on Placed -> set x = true\n}')).toBe(
      'service S ‹by orderId› {\n  state x: boolean\n  on Placed -> set x = true\n}',
    );
    const free = 'service S { on Placed -> Paid }';
    expect(await hinted(free)).toBe(free);
  });

  test('tell what an emission takes from its trigger', async () => {
    expect(await hinted('service S { on Placed -> Paid { ..., total: total + 1 } }')).toBe(
      'service S { on Placed -> Paid { ... ‹orderId›, total: total + 1 } }',
    );
    expect(await hinted('service S by orderId { on Placed -> Placed { ... } after 1h }')).toBe(
      'service S by orderId { on Placed -> Placed { ... ‹orderId, total, note› } after 1h }',
    );
    expect(await hinted('service S { on Placed -> Paid { total: 1 } | Paid }')).toBe(
      'service S { on Placed -> Paid { ‹orderId,› total: 1 } | Paid }',
    );
    const entry = 'actor A { emits Paid { total: 1 } }';
    expect(await hinted(entry)).toBe(entry);
  });

  test('are those of the range', async () => {
    const text = 'service S { on Placed -> Paid { total: 1 } }\nservice T { on Placed -> Paid { total: 2 } }';
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 100 } };
    expect(await hinted(text, range)).toBe(text.replace('{ total: 2', '{ ‹orderId,› total: 2'));
  });

  test('can be switched off one by one', async () => {
    const text = 'service S {\n  on Placed and Paid -> Paid { total: 1 }\n}';
    const off = (inlayHints: Readonly<Record<string, boolean>>) =>
      hinted(text, everything, { settings: { inlayHints } });
    expect(await off({ joinKeys: false, serviceKeys: false })).toBe(text.replace('{ total', '{ ‹orderId,› total'));
    expect(await off({ contents: false, serviceKeys: false })).toBe(text.replace('Paid ->', 'Paid ‹by orderId› ->'));
    const keeping = 'service S {\n  state x: boolean\n  on Placed -> set x = true\n}';
    expect(await hinted(keeping, everything, { settings: { inlayHints: { serviceKeys: false } } })).toBe(keeping);
  });

  test('survive broken text', async () => {
    expect(await hinted('service S {\n  on Placed and Paid ->\n  on Placed and -> Paid { ..., \n')).toContain(
      'by orderId',
    );
  });

  test('are fetched again when another file changes', async () => {
    const editor = await TestEditor.open({
      'a.choreo': 'choreography C\nevent A',
      'b.choreo': 'choreography C\nservice S { on A }',
    });
    const before = editor.refreshes;
    await editor.type('a.choreo', 'choreography C\ncommand A');
    expect(editor.refreshes).toBeGreaterThan(before);
    const after = editor.refreshes;
    await editor.type('b.choreo', 'choreography C\nservice S { on A }\n');
    expect(editor.refreshes).toBe(after);
  });
});
