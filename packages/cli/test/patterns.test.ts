/** The page of patterns: in each model that is wrong, what it names is found and nothing else; those that are right have no warning. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { choreo, folderOf } from './support/command.ts';

const page = readFileSync(new URL('../../../docs/patterns.md', import.meta.url), 'utf8');

interface Pattern {
  readonly title: string;
  readonly models: readonly string[];
  /** Severity and code, as the page lists them. */
  readonly named: readonly string[];
}

const patterns = page
  .split(/^## /m)
  .slice(1)
  .map((section): Pattern => {
    const items = [...section.matchAll(/^- (\w+) \[`([a-z-]+)`\]\(rules\/([a-z-]+)\.md\): /gm)];
    expect(items.map(([, , , file]) => file)).toEqual(items.map(([, , code]) => code));
    return {
      title: /^.*/.exec(section)?.[0] ?? '',
      models: [...section.matchAll(/^```choreo\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text),
      named: items.map(([, severity, code]) => `${severity} ${code}`),
    };
  });

test('there are ten, in the order of the contents, and every list item of a section names a finding', () => {
  const contents = [...page.matchAll(/^\d+\. \[(.*)\]\(#(.*)\)$/gm)];
  expect(patterns).toHaveLength(10);
  expect(contents.map(([, title]) => title)).toEqual(patterns.map(({ title }) => title));
  expect(contents.map(([, , anchor]) => anchor)).toEqual(
    patterns.map(({ title }) => title.toLowerCase().replaceAll(' ', '-')),
  );
  expect(page.match(/^- /gm)).toHaveLength(patterns.flatMap(({ named }) => named).length);
  expect(page.match(/^```./gm)).toHaveLength(2 * patterns.length);
});

describe.each(patterns)('$title', ({ models, named }) => {
  const [wrong = '', right = ''] = models;

  test('is found as the page says', async () => {
    expect(named.length).toBeGreaterThan(0);
    const { check, verify } = await findingsIn(wrong);
    expect([...new Set([...check, ...verify])].sort()).toEqual([...named].sort());
  });

  test('has a model that is right', async () => {
    const found = await findingsIn(right);
    const grave = [...found.check, ...found.verify].filter(finding => /^(error|warning) /.test(finding));
    expect({ ...found.codes, grave }).toEqual({ check: 0, verify: 0, grave: [] });
    expect(found.output).toContain('0 bounded');
  });
});

/** What the two commands print, with the options that they have by themselves. */
async function findingsIn(text: string) {
  const folder = folderOf({ 'model.choreo': text });
  const path = join(folder, 'model.choreo');
  const check = await choreo(['check', path], { cwd: folder });
  const verify = await choreo(['verify', path], { cwd: folder });
  const found = (output: string): readonly string[] =>
    [...output.matchAll(/^model\.choreo:\d+:\d+ (error|warning|info|hint) ([a-z-]+)/gm)].map(
      ([, severity, code]) => `${severity} ${code}`,
    );
  return {
    check: found(check.stdout),
    verify: found(verify.stdout),
    codes: { check: check.code, verify: verify.code },
    output: verify.stdout,
  };
}
