/** The language reference: every snippet of it is of the language, and names only what there is. */
import { readFileSync } from 'node:fs';
import { checkTexts, parseConfig } from '@choreo/language';
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
    const { fragment, text } = snippet;
    const used = /^choreography \w+ uses (.*)$/m.exec(text)?.[1]?.split(/, */) ?? [];
    const readings =
      fragment === undefined
        ? [[text, ...used.map(name => `choreography ${name}`)]]
        : filesFor(snippet).map(file => [model, `choreography Orders\n${file}`]);
    const errors = (await Promise.all(readings.map(errorsOf))).flat();
    // A command that a fragment handles has a handler in the model too.
    expect(errors.filter(error => fragment === undefined || !error.startsWith('command-handlers'))).toEqual([]);
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

describe('README.md', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

  test('shows a model with just the finding that it tells of', async () => {
    const text = /^```choreo\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? '';
    const [checked] = await checkTexts([{ uri: 'file:///parcel.choreo', text }]);
    expect(checked?.diagnostics.map(({ code }) => code)).toEqual(['unhandled-event']);
    const [
      {
        message,
        severity,
        code,
        span: {
          range: { start },
        },
      } = never(),
    ] = checked?.diagnostics ?? [];
    expect(readme).toContain(
      `parcel.choreo:${start.line + 1}:${start.character + 1} ${severity} ${code}\n  ${message}\n`,
    );
  });

  test('has no picture that a marketplace would refuse', () => {
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, target]) => target);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter(target => !target?.endsWith('.png'))).toEqual([]);
  });
});

test('the configuration that configuration.md shows is understood', () => {
  const configuration = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  const shown = /^```json\n([\s\S]*?)^```$/m.exec(configuration)?.[1] ?? '';
  expect(parseConfig(shown).problems).toEqual([]);
  expect(Object.keys(parseConfig(shown).config.rules)).toHaveLength(2);
});

function never(): never {
  throw new Error('There is no finding');
}
