/** Links in the text of a model. */
import { expect, test } from 'vitest';
import type { DocumentLink } from 'vscode-languageserver';
import { requestType } from '../src/protocol/request-type.ts';
import { TestEditor, uriOf } from './support/editor.ts';

const request = requestType<{ readonly textDocument: { readonly uri: string } }, readonly DocumentLink[]>(
  'textDocument/documentLink',
);

/** `text -> target`. */
async function linksOf(files: Readonly<Record<string, string>>, name = 'a.choreo'): Promise<string[]> {
  const editor = await TestEditor.open(files);
  const lines = editor.text(name).split('\n');
  const links = await editor.ask(request, { textDocument: { uri: uriOf(name) } });
  return links.map(({ range: { start, end }, target }) => {
    expect(start.line).toBe(end.line);
    return `${lines[start.line]?.slice(start.character, end.character)} -> ${target}`;
  });
}

test('a used choreography goes to its first file', async () => {
  const files = {
    'a.choreo': 'choreography A uses B, Unknown',
    'b1.choreo': '// The first.\nchoreography B\nevent X',
    'b2.choreo': 'choreography B\nevent Y',
  };
  expect(await linksOf(files)).toEqual(['B -> file:///workspace/b1.choreo#L2,1']);
});

test('files and addresses in comments and annotations can be opened, those that exist', async () => {
  const files = {
    'models/a.choreo': `/** See [the decision](../docs/adr-1.md), docs/adr-1.md and https://example.org/a?b=c. Not missing.md, e.g. a/b. */
@source("docs/adr-1.md") @home("https://example.org/home")
event A
// ./notes.txt, and http://example.org/x/y.
channel c { address "docs/adr-1.md" }
`,
    'models/notes.txt': '',
    'docs/adr-1.md': '',
  };
  expect(await linksOf(files, 'models/a.choreo')).toEqual([
    'https://example.org/a?b=c -> https://example.org/a?b=c',
    '../docs/adr-1.md -> file:///workspace/docs/adr-1.md',
    'docs/adr-1.md -> file:///workspace/docs/adr-1.md',
    'http://example.org/x/y -> http://example.org/x/y',
    './notes.txt -> file:///workspace/models/notes.txt',
    'docs/adr-1.md -> file:///workspace/docs/adr-1.md',
    'https://example.org/home -> https://example.org/home',
  ]);
});
