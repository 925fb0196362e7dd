/**
 * As one types the examples and the pages, what comes next is always among the offers: words, signs, and the names of what is
 * declared by then. The text ends at the cursor, as it does while it is written.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AstUtils, CstUtils, GrammarAST, URI } from 'langium';
import type { LangiumDocument, LeafCstNode } from 'langium';
import { describe, expect, test } from 'vitest';
import { TestEditor, uriOf } from '../support/editor.ts';

const root = new URL('../../../../', import.meta.url);

/** A text to type, with the files beside it. */
interface Text {
  readonly name: string;
  readonly beside: Readonly<Record<string, string>>;
  /** What stands there already. */
  readonly before: string;
  readonly text: string;
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

const examples = globSync('examples/**/*.choreo', { cwd: root }).sort();

const ofExamples: readonly Text[] = examples.map(path => {
  const others = examples.filter(other => other !== path && dirname(other) === dirname(path));
  const beside = Object.fromEntries(others.map((other, i) => [`${i}.choreo`, read(other)]));
  return { name: path, beside, before: '', text: read(path) };
});

const ofPages: readonly Text[] = globSync('{docs,docs/rules}/*.md', { cwd: root })
  .sort()
  .flatMap(path => {
    const page = read(path);
    const fences = [...page.matchAll(/^```choreo(?: fragment=(\S+))?\n([\s\S]*?)^```$/gm)];
    const model = fences.find(([, fragment]) => fragment === undefined)?.[2] ?? '';
    return fences.flatMap(({ index, 1: fragment, 2: text = '' }): Text[] => {
      const name = `${path}:${page.slice(0, index).split('\n').length}`;
      if (fragment === undefined) return [{ name, beside: {}, before: '', text }];
      if (fragment !== 'member' && fragment !== 'declaration') return [];
      const header = /^choreography \w+/m.exec(model)?.[0] ?? '';
      const before = fragment === 'member' ? `${header}\nservice Fragment {\n` : `${header}\n`;
      return [{ name, beside: { 'model.choreo': model }, before, text }];
    });
  });

/** Signs that an offer says; the others everybody types. */
const signs = new Set(['->', '|', '&', '=', '...', '==', '!=', '<=', '>=', '+', '/']);

function isOffered({ grammarSource: source, text, astNode }: LeafCstNode): boolean {
  if (!source) return false;
  const rule = AstUtils.getContainerOfType(source, GrammarAST.isParserRule)?.name ?? '';
  if (GrammarAST.isKeyword(source)) {
    if (['Word', 'FirstWord', 'Annotation', 'AnnotationArgument'].includes(rule)) return false;
    return /^[a-z]/.test(text) || signs.has(text);
  }
  const feature = AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature;
  if (feature === 'origin' || feature === 'baseOrigin') return true;
  return astNode.$type === 'Annotation' && feature === 'name';
}

/** Where what comes next must be offered: offsets of words, of signs, and of names that are declared before. */
function stopsIn(document: LangiumDocument): readonly { readonly offset: number; readonly text: string }[] {
  const tree = document.parseResult.value.$cstNode;
  const words = tree ? CstUtils.flattenCst(tree).filter(isOffered).toArray() : [];
  const names = document.references.flatMap(reference => {
    const declared = 'ref' in reference ? reference.ref?.$cstNode : undefined;
    if (!reference.$refNode || !declared) return [];
    const isElsewhere = AstUtils.getDocument(declared.astNode) !== document;
    return isElsewhere || declared.end < reference.$refNode.offset ? [reference.$refNode] : [];
  });
  return [...words, ...names].sort((one, other) => one.offset - other.offset);
}

/** One in so many stops is tried; 1 tries all. */
const step = Number(process.env['CHOREO_CUTS'] ?? 23);

const editor = await TestEditor.open({ 'a.choreo': '' });
let besideNow: Readonly<Record<string, string>> = {};

/** Only these files are there besides the one in which is typed. */
async function putBeside(files: Readonly<Record<string, string>>): Promise<void> {
  const gone = Object.fromEntries(Object.keys(besideNow).map(name => [name, undefined]));
  await editor.type('a.choreo', '');
  await editor.onDisk({ ...gone, ...files });
  besideNow = files;
}

async function missingIn({ beside, before, text }: Text): Promise<{ missing: string[]; count: number }> {
  const whole = before + text;
  await putBeside(beside);
  await editor.type('a.choreo', whole);
  const document = editor.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uriOf('a.choreo')));
  const stops = document ? stopsIn(document).filter(({ offset }, i) => offset >= before.length && i % step === 0) : [];
  const missing: string[] = [];
  for (const { offset, text: next } of stops) {
    // A sign is there at once, and of a word the first letters.
    const written = /^\w/.test(next) ? [0, 1, Math.min(3, next.length)] : [0];
    for (const length of written) {
      await editor.type('a.choreo', `${whole.slice(0, offset + length)}<|>`);
      const labels = (await editor.complete('a.choreo')).map(({ label }) => label);
      if (labels.some(label => label === next || label.startsWith(`${next} `))) continue;
      missing.push(`${whole.slice(Math.max(0, offset - 60), offset + length)}<|>, and not ${next}`);
    }
  }
  return { missing, count: stops.length };
}

describe.each([
  { source: 'the examples', texts: ofExamples, least: 60 },
  { source: 'the pages', texts: ofPages, least: 100 },
])('while one types $source', ({ texts, least }) => {
  test('what comes next is offered', async () => {
    const found = [];
    for (const text of texts) found.push({ name: text.name, ...(await missingIn(text)) });
    expect(found.filter(({ missing }) => missing.length > 0).map(({ name, missing }) => ({ name, missing }))).toEqual(
      [],
    );
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(least);
  });
});
