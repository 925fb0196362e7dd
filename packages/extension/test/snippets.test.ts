/** Every snippet is text that the language reads. */
import { readFileSync } from 'node:fs';
import { checkTexts } from '@choreo/language';
import { describe, expect, test } from 'vitest';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync(new URL('../snippets/choreo.json', import.meta.url), 'utf8'),
);

/** What stands in the editor after the snippet was taken and nothing was filled in. */
function expand({ body }: Snippet): string {
  const defaults = new Map<string, string>();
  return body
    .join('\n')
    .replaceAll(/\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, (_, stop: string, first: string) => `\${${stop}:${first}}`)
    .replaceAll(/\$\{(\d+):([^}]*)\}/g, (_, stop: string, text: string) => {
      defaults.set(stop, text);
      return text;
    })
    .replaceAll(/\$(\d+)/g, (_, stop: string) => defaults.get(stop) ?? '');
}

/** Members of services make sense in one only. */
const members = new Set([
  'emits after',
  'on',
  'onor',
  'onwait',
  'onwaitfor',
  'join',
  'branches',
  'state',
  'every',
  'recount',
]);

function inPlace(snippet: Snippet): string {
  const text = expand(snippet);
  if (members.has(snippet.prefix)) return `service S {\n${text}\n}`;
  return snippet.prefix === '@allow' ? `${text}\nevent Silenced` : text;
}

async function syntaxErrorsOf(text: string): Promise<string[]> {
  const checked = await checkTexts([{ uri: 'file:///a.choreo', text }]);
  const diagnostics = checked.flatMap(result => result.diagnostics);
  return diagnostics.filter(({ code }) => code === 'syntax-error').map(({ message }) => message);
}

describe('snippets', () => {
  test.each(Object.entries(snippets))('%s', async (_, snippet) => {
    expect(await syntaxErrorsOf(inPlace(snippet))).toEqual([]);
  });

  test('the check would notice one that cannot be read', async () => {
    expect(await syntaxErrorsOf(inPlace({ prefix: 'on', body: ['on ${1:A} -> -> ${2:B}'] }))).not.toEqual([]);
  });

  test('a whole choreography to start from has no finding at all', async () => {
    const start = snippets['Choreography'];
    if (!start) throw new Error('There is no such snippet.');
    const checked = await checkTexts([{ uri: 'file:///a.choreo', text: expand(start) }]);
    expect(checked.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message))).toEqual([]);
    expect(checked[0]?.choreography.participants).toHaveLength(2);
  });
});
