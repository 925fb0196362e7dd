/** The page of each rule: its wrong example gives just that finding, its right example none at all. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verificationCodes, verify } from '@choreo/analysis';
import { checkTexts, reportVerification } from '@choreo/language';

const folder = new URL('../../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter(name => name.endsWith('.md') && name !== 'README.md');

async function codesIn(text: string): Promise<string[]> {
  const checked = await checkTexts([{ uri: 'file:///example.choreo', text }]);
  return checked.flatMap(({ diagnostics }) => diagnostics.map(({ code, message }) => `${code}: ${message}`));
}

/** What else is told of a page's examples, where it cannot be otherwise: what breaks, or what was decided by a race. */
const besides: Readonly<Record<string, readonly string[]>> = {
  'competing-services': ['property-violated', 'order-dependent-outcome'],
  'compensation-lost': ['order-dependent-outcome'],
  'compensation-early': ['order-dependent-outcome'],
  'late-timeout': ['order-dependent-outcome'],
};

/** Findings of one example: those that verifying adds, and of those told as one types the grave ones. */
async function verifiedCodesIn(text: string, redeliveries: number): Promise<string[]> {
  const checked = await checkTexts([{ uri: 'file:///example.choreo', text }]);
  return checked.flatMap(({ choreography, diagnostics }) => {
    const verdicts = reportVerification(choreography, verify(choreography, { redeliveries }), {});
    const violated = verdicts.filter(({ status }) => status === 'violated');
    const grave = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
    return [...grave, ...violated].map(({ code, message }) => `${code}: ${message}`);
  });
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

  if (verificationCodes.some(other => other === code)) {
    const isOther = (finding: string) => !(besides[code] ?? []).some(other => finding.startsWith(`${other}:`));
    const redeliveries = code === 'redelivery-changes-outcome' ? 1 : 0;

    test('❌ gives this finding on some run, and no other that is not listed here', async () => {
      const found = await verifiedCodesIn(example('❌'), redeliveries);
      expect(found.filter(finding => finding.startsWith(`${code}:`))).not.toEqual([]);
      expect(found.filter(finding => !finding.startsWith(`${code}:`) && isOther(finding))).toEqual([]);
    });

    test('✅ is clean on every run', async () => {
      expect(example('✅')).not.toBe('');
      const found = await verifiedCodesIn(example('✅'), redeliveries);
      expect(found.filter(finding => finding.startsWith(`${code}:`) || isOther(finding))).toEqual([]);
      // What the rule broken in the other example brings with it is mended too.
      expect(found.filter(finding => finding.startsWith('property-violated:'))).toEqual([]);
    });
    return;
  }

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
