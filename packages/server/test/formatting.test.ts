/** Formatting as an editor asks for it: files, ranges between two markers, and what is typed before the cursor `<|>`. */
import { describe, expect, test } from 'vitest';
import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from 'vscode-languageserver';
import type { FormattingOptions, Position, TextEdit } from 'vscode-languageserver';
import { applyEdits, TestEditor, uriOf } from './support/editor.ts';

const spaces: FormattingOptions = { tabSize: 2, insertSpaces: true };
const formatting = DocumentFormattingRequest.type;
const rangeFormatting = DocumentRangeFormattingRequest.type;
const onTypeFormatting = DocumentOnTypeFormattingRequest.type;
const textDocument = { uri: uriOf('a.choreo') };

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

async function editsOf(text: string, options = spaces): Promise<readonly TextEdit[]> {
  const editor = await TestEditor.open({ 'a.choreo': text });
  const edits: TextEdit[] | null = await editor.ask(formatting, { textDocument, options });
  return edits ?? [];
}

async function formatted(text: string, options = spaces): Promise<string> {
  return applyEdits(text, await editsOf(text, options));
}

/** The range is between two `<|>`. */
async function formattedRange(marked: string): Promise<string> {
  const [before = '', inside = '', after = ''] = marked.split('<|>');
  const text = before + inside + after;
  const editor = await TestEditor.open({ 'a.choreo': text });
  const range = { start: positionAt(text, before.length), end: positionAt(text, before.length + inside.length) };
  const edits: TextEdit[] | null = await editor.ask(rangeFormatting, { textDocument, range, options: spaces });
  return applyEdits(text, edits ?? []);
}

/** What becomes of a text with the cursor in it right after this was typed; the cursor moves as VS Code moves it. */
async function afterTyping(ch: string, marked: string, options = spaces): Promise<string> {
  const text = marked.replace('<|>', '');
  const cursor = marked.indexOf('<|>');
  const editor = await TestEditor.open({ 'a.choreo': text });
  const position = positionAt(text, cursor);
  const params = { textDocument, position, ch, options };
  const edits: TextEdit[] | null = await editor.ask(onTypeFormatting, params);
  const atCursor: TextEdit = { range: { start: position, end: position }, newText: '<|>' };
  return applyEdits(text, [...(edits ?? []), atCursor]);
}

describe('a file', () => {
  test('is formatted with the indentation of the editor', async () => {
    const text = 'service A{on X->Y&Z\n|Y}';
    expect(await formatted(text)).toBe('service A {\n  on X\n    -> Y & Z\n     | Y\n}\n');
    expect(await formatted(text, { tabSize: 4, insertSpaces: true })).toBe(
      'service A {\n    on X\n        -> Y & Z\n         | Y\n}\n',
    );
    expect(await formatted(text, { tabSize: 4, insertSpaces: false })).toBe(
      'service A {\n\ton X\n\t\t-> Y & Z\n\t\t | Y\n}\n',
    );
  });

  test('changes where it is not in shape, and nowhere else', async () => {
    const text = 'event A { key id: uuid }\nevent B {  key id: uuid }\nevent C { key id: uuid }\n';
    const place = { line: 1, character: 10 };
    expect(await editsOf(text)).toEqual([{ range: { start: place, end: { line: 1, character: 11 } }, newText: '' }]);
  });

  test('is formatted around what is broken', async () => {
    expect(
      await formatted(
        'event  A\nservice S {\n on   A when\n    x:  on A->A\n}\nservice   {\n y: on\n}\nactor U{emits A}',
      ),
    ).toBe('event A\nservice S {\n on   A when\n  x: on A -> A\n}\nservice   {\n y: on\n}\nactor U { emits A }\n');
  });
});

describe('a range', () => {
  test('is formatted, and nothing outside of it', async () => {
    expect(await formattedRange('event  A\n<|>event  B\nservice S{\non  A->B\n}\n<|>event  C { key  a: int }\n')).toBe(
      'event  A\nevent B\nservice S {\n  on A -> B\n}\nevent  C { key  a: int }\n',
    );
  });

  test('may be part of a line', async () => {
    expect(await formattedRange('event  A<|>  {  <|>key  a: int  }\n')).toBe('event  A { key  a: int  }\n');
  });
});

describe('typing', () => {
  test('`->` at the beginning of a line stands one step behind its reaction', async () => {
    expect(await afterTyping('>', 'service S {\n  x: on A when b\n  -><|>\n}')).toBe(
      'service S {\n  x: on A when b\n    -><|>\n}',
    );
    expect(await afterTyping('>', 'service S {\n\tx: on A\n\t-><|>\n}', { tabSize: 4, insertSpaces: false })).toBe(
      'service S {\n\tx: on A\n\t\t-><|>\n}',
    );
    expect(await afterTyping('>', 'service S {\n  on A {\n    when b\n    -><|>\n  }\n}')).toBe(
      'service S {\n  on A {\n    when b\n      -><|>\n  }\n}',
    );
  });

  test('`|` and `&` stand below what is emitted', async () => {
    expect(await afterTyping('|', 'service S {\n  on A\n    -> B\n    |<|>\n}')).toBe(
      'service S {\n  on A\n    -> B\n     |<|>\n}',
    );
    expect(await afterTyping('|', 'service S {\n  on A\n    -> B\n     | C\n    |<|>\n}')).toBe(
      'service S {\n  on A\n    -> B\n     | C\n     |<|>\n}',
    );
    expect(await afterTyping('&', 'service S {\n  on A\n    -> B\n    &<|>\n}')).toBe(
      'service S {\n  on A\n    -> B\n       &<|>\n}',
    );
  });

  test.each([
    ['>', 'service S {\n  on A  -><|>\n}'],
    ['>', 'service S {\n  on A when b ><|>\n}'],
    ['|', 'service S {\n  state a: b  |<|>\n}'],
    ['|', '// a\n  |<|>'],
    ['}', '/* }<|> */ event  A { }'],
    ['}', 'event  A\n@pattern("}<|>")\nevent B'],
    ['\n', 'service S {\n  on A -> B\n  <|>\n}'],
    ['\n', 'event A\n<|>'],
  ])('nothing moves after %j in %j', async (ch, marked) => {
    expect(await afterTyping(ch, marked)).toBe(marked);
  });

  test('`}` formats the block that it ends', async () => {
    expect(await afterTyping('}', 'event  A\nservice S {\non A  -> B\n  }<|>\nevent  C\n')).toBe(
      'event  A\nservice S {\n  on A -> B\n}<|>\nevent  C\n',
    );
    expect(await afterTyping('}', 'service S {\n  on A {\n  when b -> C\n   }<|>\n  on   D\n}')).toBe(
      'service S {\n  on A {\n    when b -> C\n  }<|>\n  on   D\n}',
    );
  });

  test('`}` of a block leaves the mistake in it alone', async () => {
    expect(await afterTyping('}', 'service S {\nx: on  A\n on A  ->\n  }<|>')).toBe(
      'service S {\n  x: on A\n on A  ->\n}<|>',
    );
  });

  test('a new line is indented in a block, and behind a word that cannot end it', async () => {
    expect(await afterTyping('\n', 'service S {\n<|>\n}')).toBe('service S {\n  <|>\n}');
    expect(await afterTyping('\n', 'service S {\n  on A ->\n  <|>\n}')).toBe('service S {\n  on A ->\n    <|>\n}');
    expect(await afterTyping('\n', 'service S {\n  on A\n    -> B &\n    <|>\n}')).toBe(
      'service S {\n  on A\n    -> B &\n    <|>\n}',
    );
  });

  test('what the new line begins with goes to its column', async () => {
    expect(await afterTyping('\n', 'service S {\n  on A\n  <|>-> B\n}')).toBe('service S {\n  on A\n    <|>-> B\n}');
    expect(await afterTyping('\n', 'service S {\n  on A\n    -> B\n    <|>| C\n}')).toBe(
      'service S {\n  on A\n    -> B\n     <|>| C\n}',
    );
    expect(await afterTyping('\n', 'service S {\n  on A\n  <|>}')).toBe('service S {\n  on A\n<|>}');
  });
});
