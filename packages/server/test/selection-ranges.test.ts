/** Selection ranges: expanding the selection goes from part to part. */
import { describe, expect, test } from 'vitest';
import type { Position, SelectionRange } from 'vscode-languageserver';
import { requestType } from '../src/protocol/request-type.ts';
import { TestEditor, applyEdits, uriOf } from './support/editor.ts';

const request = requestType<
  { readonly textDocument: { readonly uri: string }; readonly positions: readonly Position[] },
  readonly SelectionRange[] | null
>('textDocument/selectionRange');

/** What is selected, from the cursor outwards. */
async function expanded(marked: string): Promise<string[]> {
  const editor = await TestEditor.open({ 'a.choreo': marked });
  const { position } = editor.at('a.choreo');
  const [found] =
    (await editor.ask(request, { textDocument: { uri: uriOf('a.choreo') }, positions: [position] })) ?? [];
  const texts: string[] = [];
  for (let one = found; one; one = one.parent) {
    const text = editor.text('a.choreo');
    const { start, end } = one.range;
    const last = text.split('\n').length;
    const tail = applyEdits(text, [{ range: { start: { line: 0, character: 0 }, end: start }, newText: '' }]);
    const rest = applyEdits(text, [{ range: { start: { line: 0, character: 0 }, end }, newText: '' }]);
    expect(end.line).toBeLessThan(last);
    texts.push(tail.slice(0, tail.length - rest.length));
  }
  return texts;
}

describe('selection ranges', () => {
  test('go from a word over its part, its alternative, its clause and its reaction to the file', async () => {
    const reaction = 'pay: on A when x\n    within 5m else B? & C | D\n    -> E';
    const service = `service S {\n  state x: boolean\n  ${reaction}\n  on D\n}`;
    const file = `event A\n/** Doc. */\n@owner("o")\n${service}\n`;
    expect(await expanded(file.replace('else B?', 'else <|>B?'))).toEqual([
      'B',
      'B?',
      'B? & C',
      'B? & C | D',
      'within 5m else B? & C | D',
      reaction,
      `state x: boolean\n  ${reaction}\n  on D`,
      `{\n  state x: boolean\n  ${reaction}\n  on D\n}`,
      service,
      `@owner("o")\n${service}`,
      `/** Doc. */\n@owner("o")\n${service}`,
      file.trimEnd(),
      file,
    ]);
  });

  test('at the end of a word begin with it', async () => {
    expect((await expanded('event Al<|>pha { key id: uuid }')).slice(0, 2)).toEqual([
      'Alpha',
      'event Alpha { key id: uuid }',
    ]);
    expect((await expanded('event A { key id<|>: uuid  b: int }')).slice(0, 4)).toEqual([
      'id',
      'key id: uuid',
      'key id: uuid  b: int',
      '{ key id: uuid  b: int }',
    ]);
  });

  test('of conditions grow by operators and brackets', async () => {
    const found = await expanded('event A { n: int }\nservice S { on A when (<|>n + 1) * 2 > 5 and n < 9 }');
    expect(found.slice(0, 6)).toEqual([
      'n',
      'n + 1',
      '(n + 1)',
      '(n + 1) * 2',
      '(n + 1) * 2 > 5',
      '(n + 1) * 2 > 5 and n < 9',
    ]);
  });

  test('of a qualified name begin with its part', async () => {
    const found = await expanded('service S { on Billing.Inv<|>oiced -> B }');
    expect(found.slice(0, 2)).toEqual(['Invoiced', 'Billing.Invoiced']);
  });

  test('in strings and comments begin with the word', async () => {
    expect((await expanded('property "all is<|> well" { never A }')).slice(0, 3)).toEqual([
      'is',
      'all is well',
      '"all is well"',
    ]);
    expect((await expanded('event A\n// one tw<|>o\n// three\nevent B')).slice(0, 4)).toEqual([
      'two',
      'one two',
      '// one two',
      '// one two\n// three',
    ]);
    expect((await expanded('/** Some wo<|>rds. */\nevent A')).slice(0, 3)).toEqual([
      'words',
      'Some words.',
      '/** Some words. */',
    ]);
  });

  test('exist in empty and broken files', async () => {
    expect(await expanded('<|>')).toEqual(['']);
    const broken = await expanded('service S { on A -> B & }}} x<|>y');
    expect(broken.at(-1)).toBe('service S { on A -> B & }}} xy');
  });
});
