/** The page about verification: what it shows is so, and its links lead somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { verificationCodes, verify } from '@choreo/analysis/verification';
import { checkTexts, runText } from '@choreo/language';
import { expect, test } from 'vitest';

const docs = new URL('../../../../docs/', import.meta.url);
const page = readFileSync(new URL('verification.md', docs), 'utf8');

test('the run on the page is the one that the page of the rule leads to', async () => {
  const rule = readFileSync(new URL('rules/compensation-lost.md', docs), 'utf8');
  const text = /## ❌\n\n```choreo\n([\s\S]*?)```/.exec(rule)?.[1] ?? '';
  const [checked] = await checkTexts([{ uri: 'file:///example.choreo', text }]);
  if (!checked) throw new Error('There is no choreography');
  const verdict = verify(checked.choreography).verdicts.find(({ code }) => code === 'compensation-lost');
  if (!verdict?.run) throw new Error('There is no run');
  expect(page).toContain(`\`\`\`\n${runText(verdict.run, checked.choreography, verdict)}\n\`\`\``);
});

test('each rule that needs runs is on the page', () => {
  expect(verificationCodes.filter(code => !page.includes(`[\`${code}\`](rules/${code}.md)`))).toEqual([]);
});

test('links lead somewhere', () => {
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-');
  const links = [...page.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)];
  expect(links.length).toBeGreaterThan(20);
  for (const [whole, file = '', anchor] of links) {
    const target = file === '' ? new URL('verification.md', docs) : new URL(file, docs);
    expect(existsSync(target), whole).toBe(true);
    const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, title]) => slug(title ?? ''));
    expect(anchor === undefined || headings.includes(anchor), whole).toBe(true);
  }
});
