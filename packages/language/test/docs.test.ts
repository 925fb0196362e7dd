/** The language reference: every snippet of it is of the language, and names only what there is. */
import { readFileSync } from 'node:fs';
import { checkTexts } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { keywords } from '../src/parser/words.ts';

const page = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8');

interface Snippet {
  readonly line: number;
  /** What the snippet is a part of; a whole file where absent. */
  readonly fragment: string | undefined;
  readonly text: string;
}

const snippets: readonly Snippet[] = [...page.matchAll(/^```choreo(?: fragment=(\S+))?\n([\s\S]*?)^```$/gm)].map(
  ({ index, 1: fragment, 2: text }) => ({ line: page.slice(0, index).split('\n').length, fragment, text: text ?? '' }),
);

/** The first whole file: what fragments belong to. */
const model = snippets.find(({ fragment, text }) => fragment === undefined && text.includes('service'))?.text ?? '';

const states =
  'state payment: open | taken | closed  state paid: boolean  state phase: idle | held  state attempts: 0..3';

/** The files that a fragment is read as, each beside the model. */
function filesFor({ fragment, text }: Snippet): readonly string[] {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  switch (fragment) {
    case 'member':
      return [`service Fragment { ${text} }`];
    case 'declaration':
      return [text];
    case 'outcomes':
      return lines.map(outcome => `service Fragment { ${states} on OrderPlaced -> ${outcome} }`);
    case 'conditions':
      return lines.map(condition => `service Fragment { ${states} on OrderPlaced when ${condition} }`);
    default:
      throw new Error(`The test does not know what a fragment of kind ${fragment} is a part of`);
  }
}

async function errorsOf(texts: readonly string[]): Promise<readonly string[]> {
  const checked = await checkTexts(texts.map((text, i) => ({ uri: `file:///docs/${i}.choreo`, text })));
  return checked.flatMap(({ diagnostics }) =>
    diagnostics.flatMap(({ code, severity, message }) => (severity === 'error' ? [`${code}: ${message}`] : [])),
  );
}

test('there are snippets, and every fence is one', () => {
  expect(snippets.length).toBeGreaterThan(12);
  expect(page.match(/^```./gm)).toHaveLength(snippets.length);
  expect(model).toContain('choreography Orders');
});

describe.each(snippets)('the snippet in line $line', snippet => {
  test('is without errors', async () => {
    if (snippet.fragment === undefined) {
      const used = /^choreography \w+ uses (.*)$/m.exec(snippet.text)?.[1]?.split(/, */) ?? [];
      expect(await errorsOf([snippet.text, ...used.map(name => `choreography ${name}`)])).toEqual([]);
      return;
    }
    const errors = await Promise.all(
      filesFor(snippet).map(async file => errorsOf([model, `choreography Orders\n${file}`])),
    );
    expect(errors.flat().filter(error => !error.startsWith('command-handlers'))).toEqual([]);
  });
});

test('every word of the language is on the page', () => {
  const missing = [...keywords()].filter(word => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(page));
  expect(missing).toEqual([]);
});

test('links on the page lead somewhere', () => {
  const headings = new Set(
    [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      (title ?? '')
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
  const targets = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target ?? '');
  expect(targets.length).toBeGreaterThan(10);
  expect(targets.filter(target => !headings.has(target))).toEqual([]);
});
