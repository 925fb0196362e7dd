/** All models of the repository, and those on its pages, are formatted; `UPDATE_GOLDEN=1` formats them. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatText } from '@choreo/language';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
/** Besides what is not ours: this one shows how tabs and control characters are reported. */
const left = /(^|[\\/])(node_modules|dist|syntax-errors|\.[^\\/]+)([\\/]|$)/;
const files = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: repository, exclude: path => left.test(path) })
    .filter(path => !left.test(path))
    .sort();

/** What stands around a fragment on a page; `LINES` is each line of it, indented, where it stands in the middle. */
const around: Readonly<Record<string, readonly [before: string, after: string]>> = {
  member: ['service Fragment {\n', '}\n'],
  outcomes: ['service Fragment {\n  on A -> ', '\n}\n'],
  conditions: ['service Fragment {\n  on A when ', '\n}\n'],
};

function formattedFragment(kind: string, text: string): string {
  const [before, after] = around[kind] ?? ['', ''];
  if (!before.endsWith('\n') && before !== '') {
    return text
      .split('\n')
      .map(line => line && formatText(before + line + after).text.slice(before.length, -after.length))
      .join('\n');
  }
  const formatted = formatText(before + text + after).text;
  if (before === '') return formatted;
  return formatted.slice(before.length, -after.length).replaceAll(/^ {2}/gm, '');
}

function formattedPage(page: string): string {
  return page.replaceAll(
    /^(```choreo(?: fragment=(\S+))?\n)([\s\S]*?)^```$/gm,
    (_, fence: string, kind: string | undefined, text: string) =>
      `${fence}${formattedFragment(kind ?? '', text)}\`\`\``,
  );
}

/** The files that are not formatted; none where they have just been. */
function unformatted(paths: readonly string[], format: (text: string) => string): readonly string[] {
  const found = paths.filter(path => {
    const text = readFileSync(`${repository}/${path}`, 'utf8');
    const formatted = format(text);
    if (process.env['UPDATE_GOLDEN'] && formatted !== text) writeFileSync(`${repository}/${path}`, formatted);
    return formatted !== text;
  });
  return process.env['UPDATE_GOLDEN'] ? [] : found;
}

test('the models are formatted', () => {
  const models = files('{examples,packages}/**/*.choreo');
  expect(models.length).toBeGreaterThan(130);
  expect(unformatted(models, text => formatText(text).text)).toEqual([]);
});

test('the models on pages are formatted', () => {
  const pages = [...files('{docs,examples,packages}/**/*.md'), ...files('*.md')];
  expect(pages.length).toBeGreaterThan(60);
  expect(unformatted(pages, formattedPage)).toEqual([]);
});
