/** In the examples, what stands at a place is offered there: each reference, and each word of the language. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AstUtils, CstUtils, GrammarAST, URI } from 'langium';
import type { CstNode, LangiumDocument } from 'langium';
import { describe, expect, test } from 'vitest';
import { TestEditor, uriOf } from '../support/editor.ts';

const examples = new URL('../../../../examples/', import.meta.url);
const all = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.choreo'));
const folders = [...new Set(all.map(path => dirname(path)))];

async function openExample(directory: string) {
  const paths = all.filter(path => dirname(path) === directory);
  const files = Object.fromEntries(
    paths.map(path => [path.slice(directory.length + 1), readFileSync(new URL(path, examples), 'utf8')] as const),
  );
  const editor = await TestEditor.open(files);
  const documents = Object.keys(files).map(name => {
    const document = editor.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uriOf(name)));
    if (!document) throw new Error(`${name} was not read`);
    return { name, document };
  });
  return { editor, documents };
}

interface Written {
  readonly text: string;
  readonly node: CstNode;
}

/** References by name, and keywords that are more than possible names. */
function completable(document: LangiumDocument): readonly Written[] {
  const references = document.references.flatMap(({ $refNode, $refText }) =>
    $refNode ? [{ text: $refText, node: $refNode }] : [],
  );
  const root = document.parseResult.value.$cstNode;
  const words = root ? CstUtils.flattenCst(root).filter(({ grammarSource }) => isWord(grammarSource)) : [];
  return [...references, ...[...words].map(node => ({ text: node.text, node }))];
}

function isWord(source: GrammarAST.AbstractElement | undefined): boolean {
  const rule = source && AstUtils.getContainerOfType(source, GrammarAST.isParserRule);
  return (
    GrammarAST.isKeyword(source) && /^[a-z]/.test(source.value) && !['Word', 'FirstWord'].includes(rule?.name ?? '')
  );
}

/** These are said once in a channel, and behind the cursor they are said. */
const once = new Set(['address', 'delivery', 'ordered']);

describe.each(folders)('%s', directory => {
  test('offers each name and word where it stands', { timeout: 120_000 }, async () => {
    const { editor, documents } = await openExample(directory);
    const missing: string[] = [];
    let count = 0;
    for (const { name, document } of documents) {
      for (const { text, node } of completable(document)) {
        if (once.has(text)) continue;
        count++;
        for (const written of [0, 1]) {
          const position = document.textDocument.positionAt(node.offset + written);
          const labels = (await editor.complete(name, position)).map(({ label }) => label);
          if (labels.some(label => label === text || label.startsWith(`${text} `))) continue;
          missing.push(`${name}:${position.line + 1}:${position.character + 1} ${text}`);
        }
      }
    }
    expect(missing).toEqual([]);
    expect(count).toBeGreaterThan(50);
  });

  test('never fails where a text ends in the middle', { timeout: 120_000 }, async () => {
    const { editor, documents } = await openExample(directory);
    for (const { name, document } of documents) {
      const text = document.textDocument.getText();
      const places = completable(document).filter((_, i) => i % Number(process.env['CHOREO_CUTS'] ?? 9) === 0);
      for (const { node } of places) {
        const cut = text.slice(0, node.offset);
        await editor.type(name, `${cut}<|>`);
        expect((await editor.complete(name)).length).toBeGreaterThan(0);
        await editor.type(name, `${cut}${node.text} <|>`);
        await editor.complete(name);
        // Without the token.
        await editor.type(name, `${cut}<|>${text.slice(node.end)}`);
        expect((await editor.complete(name)).length).toBeGreaterThan(0);
      }
      await editor.type(name, text);
    }
  });
});
