/** Hovers on keywords: each keyword of the grammar is explained wherever it stands, with an example that parses. */
import { AstUtils, EmptyFileSystem, GrammarAST } from 'langium';
import type { AstNode } from 'langium';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { checkTexts } from '../../src/check-texts.ts';
import { createChoreoLanguageServices } from '../../src/lsp/choreo-lsp-module.ts';
import { allHelp, helpOn } from '../../src/lsp/help/all-help.ts';
import { ruleOf } from '../../src/lsp/hover/help-hover.ts';
import { plainSymbols } from '../../src/lsp/help/help.ts';
import { annotationHelp } from '../../src/lsp/help/values.ts';

const { choreo } = createChoreoLanguageServices(EmptyFileSystem);

/** Where keywords are names, and the signs of numbers, which belong to the number. */
const names = ['Word', 'FirstWord'];
const signs = ['AnnotationArgument', 'InitialValue', 'SignedNumeral', 'SignedNumber'];

interface Place {
  readonly word: string;
  readonly rule: string;
  /** The node that the grammar makes around the word. */
  readonly node: string;
}

const places: readonly Place[] = AstUtils.streamAllContents(choreo.Grammar)
  .filter(GrammarAST.isKeyword)
  .map(keyword => ({ word: keyword.value, rule: ruleOf(keyword) ?? '', node: nodeOf(keyword) }))
  .filter(({ word, rule }) => rule !== '' && !names.includes(rule) && !plainSymbols.has(word))
  .filter(({ word, rule }) => !(word === '-' && signs.includes(rule)))
  // `@type` is an annotation.
  .filter(({ word, rule }) => !(word === 'type' && rule === 'Annotation'))
  .toArray();

/** The type of the last action before it in its group, or else the rule. */
function nodeOf(keyword: AstNode): string {
  for (let node: AstNode = keyword; node.$container; node = node.$container) {
    const group = node.$container;
    if (!GrammarAST.isGroup(group)) continue;
    const before = group.elements.slice(0, node.$containerIndex).findLast(GrammarAST.isAction);
    if (before?.inferredType) return before.inferredType.name;
  }
  return ruleOf(keyword) ?? '';
}

test('there are many places', () => {
  expect(places.length).toBeGreaterThan(100);
});

test.each(places)('`$word` in $rule ($node) is explained', ({ word, rule, node }) => {
  const help = helpOn(word, rule, node);
  expect(help).toBeDefined();
  expect(help?.of.split(' ')).toContain(word);
});

test('nothing is explained that the grammar does not have', () => {
  const has = (word: string, where: string) =>
    places.some(place => place.word === word && (place.rule === where || place.node === where));
  const idle = allHelp.flatMap(({ of, in: where }) => of.split(' ').filter(word => !where.some(one => has(word, one))));
  expect(idle).toEqual([]);
});

describe('each example', () => {
  const examples = allHelp.flatMap(({ form, example }) => (example === undefined ? [] : [{ form, example }]));

  test.each(examples)('of `$form` parses', async ({ example }) => {
    const readings = [example, `service Example { ${example} }`];
    const problems = await Promise.all(
      readings.map(async text => {
        const [checked] = await checkTexts([{ uri: 'file:///example.choreo', text }]);
        return checked?.diagnostics.filter(({ code }) => code === 'syntax-error').map(({ message }) => message) ?? [];
      }),
    );
    expect(problems.toSorted((a, b) => a.length - b.length)[0]).toEqual([]);
  });
});

test('each page and heading exists', () => {
  const docs = new URL('../../../../docs/', import.meta.url);
  for (const { page } of allHelp) {
    const [file = '', anchor] = page.split('#');
    const headings = readFileSync(new URL(file, docs), 'utf8').matchAll(/^#+ (.*)$/gm);
    const anchors = [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(anchors).toContain(anchor);
  }
});

test('each annotation of the reference is explained', () => {
  const page = readFileSync(new URL('../../../../docs/language.md', import.meta.url), 'utf8');
  const table = page.slice(
    page.indexOf('| Annotation | Meaning |'),
    page.indexOf('become part of the generated contracts'),
  );
  const named = [...table.matchAll(/`@(\w+)/g)].map(([, name]) => name);
  expect([...annotationHelp.keys()].sort()).toEqual([...new Set(named)].sort());
});
