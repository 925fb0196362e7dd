/**
 * The lists of rules that people and VS Code read are what the rules and their pages say; `UPDATE_GOLDEN=1` writes them anew. So
 * nobody keeps a list by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchema } from '../../language/src/workspace/config-schema.ts';
import { defaultSeverities, isVerificationCode } from '../../language/src/validation/codes.ts';
import { languageCodes } from '../../language/src/validation/language-codes.ts';
import { severityLevels } from '../../language/src/validation/severity.ts';

const top = (path: string): URL => new URL(`../../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(top(path), 'utf8');

/** The first sentence of the page of a rule. */
function summaryOf(code: string): string {
  const summary = /^# .*\n\n([\s\S]*?) Default: \*\*/.exec(read(`docs/rules/${code}.md`))?.[1];
  if (summary === undefined) throw new Error(`docs/rules/${code}.md does not begin with a sentence and its default.`);
  return summary.replaceAll('\n', ' ');
}

const rules = Object.entries(defaultSeverities);
const asOneTypes = rules.filter(([code]) => !isVerificationCode(code));
const onRuns = rules.filter(([code]) => isVerificationCode(code));
const ofTheLanguage = languageCodes.map(code => [code, 'error'] as const);

/** The rows of a table of rules. */
function tableOf(all: readonly (readonly [string, string])[]): string {
  return all.map(([code, level]) => `| [\`${code}\`](${code}.md) | ${level} | ${summaryOf(code)} |`).join('\n');
}

function expectWritten(path: string, actual: string): void {
  if (process.env['UPDATE_GOLDEN']) writeFileSync(top(path), actual);
  expect(actual === read(path), `${path} does not list the rules as they are. UPDATE_GOLDEN=1 writes it anew.`).toBe(
    true,
  );
}

test('the index of the pages', () => {
  const tables = [tableOf([...asOneTypes, ...ofTheLanguage]), tableOf(onRuns)];
  const path = 'docs/rules/README.md';
  expectWritten(
    path,
    read(path).replaceAll(/(?<=^\|---\|---\|---\|\n)(?:\|.*\n)+/gm, () => `${tables.shift() ?? ''}\n`),
  );
});

test('the settings of VS Code', () => {
  const manifest = JSON.parse(read('package.json'));
  manifest.contributes.configuration.properties['choreo.rules'].properties = Object.fromEntries(
    rules.map(([code, severity]) => {
      const more = isVerificationCode(code) ? ' Found by verifying.' : '';
      const markdownDescription = `${summaryOf(code)}${more}`;
      return [code, { type: 'string', enum: severityLevels, default: severity, markdownDescription }];
    }),
  );
  expectWritten('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
});

test('the schema of choreo.config.json', () => {
  expectWritten('packages/language/choreo.config.schema.json', `${JSON.stringify(configSchema(), undefined, 2)}\n`);
});
