/** The page of each rule: its wrong example gives just that finding, its right example none at all. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkTexts } from '@choreo/language';

const folder = new URL('../../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter(name => name.endsWith('.md') && name !== 'README.md');

async function codesIn(text: string): Promise<string[]> {
  const checked = await checkTexts([{ uri: 'file:///example.choreo', text }]);
  return checked.flatMap(({ diagnostics }) => diagnostics.map(({ code, message }) => `${code}: ${message}`));
}

test('there are pages', () => {
  expect(pages.length).toBeGreaterThan(15);
});

describe.each(pages)('%s', page => {
  const code = page.replace(/\.md$/, '');
  const text = readFileSync(new URL(page, folder), 'utf8');
  const example = (mark: string) =>
    new RegExp(`## ${mark}\\n\\n\`\`\`choreo\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '';

  test('is about the rule that it is named after', () => {
    expect(text).toMatch(new RegExp(`^# ${code}\\n`));
  });

  test('❌ gives this finding and no other', async () => {
    const found = await codesIn(example('❌'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(finding => !finding.startsWith(`${code}:`))).toEqual([]);
  });

  test('✅ is clean', async () => {
    expect(example('✅')).not.toBe('');
    expect(await codesIn(example('✅'))).toEqual([]);
  });
});

test('the index lists every page', () => {
  const index = readFileSync(new URL('README.md', folder), 'utf8');
  for (const page of pages) expect(index).toContain(`(${page})`);
});
