/** The page of each rule: its wrong example gives just that finding, its right example none at all, on no run either. */
import { readFileSync, readdirSync } from 'node:fs';
import { verificationCodes, verify } from '@choreo/analysis/verification';
import type { VerifyOptions } from '@choreo/analysis/verification';
import { checkTexts, reportVerification, verificationDiagnostics } from '@choreo/language';
import type { RuleSettings } from '@choreo/language';
import { describe, expect, test } from 'vitest';
import { defaultSeverities } from '../src/validation/codes.ts';
import { counts } from './rules/advice.ts';

const folder = new URL('../../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter(name => name.endsWith('.md') && name !== 'README.md');
const codeOf = (page: string): string => page.replace(/\.md$/, '');
const needsRuns = (page: string): boolean => verificationCodes.some(code => code === codeOf(page));
const textOf = (page: string): string => readFileSync(new URL(page, folder), 'utf8');

function exampleOf(page: string, mark: '❌' | '✅'): string {
  const example = new RegExp(`## ${mark}\\n\\n\`\`\`choreo\\n([\\s\\S]*?)\`\`\``).exec(textOf(page))?.[1] ?? '';
  expect(example).not.toBe('');
  return example;
}

/** What is off unless somebody asks for it is asked for on its own page. */
function settingsFor(page: string): RuleSettings {
  const isOff = Object.entries(defaultSeverities).some(([code, level]) => code === codeOf(page) && level === 'off');
  return isOff ? { [codeOf(page)]: 'warning' } : {};
}

/** Advice of other rules left out. */
async function codesIn(page: string, mark: '❌' | '✅'): Promise<string[]> {
  const checked = await checkTexts([{ uri: 'file:///example.choreo', text: exampleOf(page, mark) }], {
    settingsOf: () => settingsFor(page),
  });
  const found = checked.flatMap(({ diagnostics }) => diagnostics).filter(({ code }) => counts(code, [codeOf(page)]));
  return found.map(({ code, message }) => `${code}: ${message}`);
}

test('there are pages', () => {
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.filter(needsRuns)).toHaveLength(verificationCodes.length);
});

test.each(pages)('%s is about the rule that it is named after', page => {
  expect(textOf(page)).toMatch(new RegExp(`^# ${codeOf(page)}\\n`));
});

test.each(pages)('%s says its default severity', page => {
  const severity = Object.entries(defaultSeverities).find(([code]) => code === codeOf(page))?.[1] ?? 'error';
  expect(textOf(page)).toContain(`**${severity}**`);
});

/** No text is meant to show it. */
const hasExamples = (page: string): boolean => codeOf(page) !== 'not-checked';

describe.each(pages.filter(page => !needsRuns(page) && hasExamples(page)))('%s', page => {
  test('❌ gives this finding and no other', async () => {
    const found = await codesIn(page, '❌');
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(finding => !finding.startsWith(`${codeOf(page)}:`))).toEqual([]);
  });

  test('✅ is clean', async () => {
    expect(await codesIn(page, '✅')).toEqual([]);
  });
});

/** What else is told of a page's wrong example, where it cannot be otherwise: what breaks too, or what a race decides. */
const besides: Readonly<Record<string, readonly string[]>> = {
  'vacuous-sentence': ['never-emitted'],
  'competing-services': ['property-violated'],
  'no-instance': ['incomplete-flow', 'order-dependent-outcome'],
  'compensation-lost': ['order-dependent-outcome'],
};

/** What is violated in an example, and of what is told as one types the grave things. */
async function verifiedCodesIn(text: string, asked: VerifyOptions): Promise<readonly string[]> {
  const checked = await checkTexts([{ uri: 'file:///example.choreo', text }]);
  const codes = checked.flatMap(({ choreography, diagnostics }) => {
    const verdicts = reportVerification(choreography, verify(choreography, asked), {});
    const violated = verdicts.filter(({ status, isAllowed }) => status === 'violated' && !isAllowed);
    const grave = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
    return [...grave, ...violated].map(({ code }) => code);
  });
  return [...new Set(codes)].sort();
}

/** What is only looked for on request. */
function askedFor(code: string): VerifyOptions {
  if (code === 'redelivery-changes-outcome') return { redeliveries: 1 };
  return code === 'loss-changes-outcome' ? { losses: 1 } : {};
}

describe.each(pages.filter(needsRuns))('%s, verified', page => {
  const code = codeOf(page);
  const asked = { redeliveries: 0, ...askedFor(code) };

  test('❌ gives this finding on some run', async () => {
    const found = await verifiedCodesIn(exampleOf(page, '❌'), asked);
    expect(found).toEqual([code, ...(besides[code] ?? [])].sort());
  });
});

describe.each(pages.filter(hasExamples))('%s', page => {
  const asked = askedFor(codeOf(page));

  test('verifying ✅ finds nothing, and nothing grave is found in it as one types', async () => {
    const checked = await checkTexts([{ uri: 'file:///example.choreo', text: exampleOf(page, '✅') }]);
    const found = checked.flatMap(({ choreography, diagnostics }) => [
      ...diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning'),
      ...verificationDiagnostics(choreography, verify(choreography, asked), {}),
    ]);
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});

test('the index lists every page', () => {
  const index = readFileSync(new URL('README.md', folder), 'utf8');
  for (const page of pages) expect(index).toContain(`(${page})`);
});
