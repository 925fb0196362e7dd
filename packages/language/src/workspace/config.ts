/** Reads `choreo.config.json` strictly, since users would not notice that a misspelt setting is ignored. */
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { TextDocument } from 'langium';
import type { Range } from '@choreo/model';
import { isRuleCode, ruleCodes } from '../validation/codes.ts';
import { isSeverityLevel, severityLevels } from '../validation/severity.ts';
import { languageCodes } from '../validation/language-codes.ts';
import type { RuleCode } from '../validation/codes.ts';
import type { SeverityLevel } from '../validation/severity.ts';
import { nearestNames } from '../validation/nearest-name.ts';

export interface Config {
  /** The severities that differ from the default. */
  readonly rules: Readonly<Partial<Record<RuleCode, SeverityLevel>>>;
  readonly verification: VerificationConfig;
}

export interface VerificationConfig {
  /** The most redeliveries in one run, on every channel that may have any. */
  readonly redeliveries?: number;
}

export interface ConfigProblem {
  readonly message: string;
  readonly range: Range;
}

export interface ParsedConfig {
  /** The valid part. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

const properties = ['$schema', 'rules', 'verification'];

export const mostRedeliveries = 9;

/** Comments are allowed, as in VS Code's own settings. */
export function parseConfig(text: string): ParsedConfig {
  const document = TextDocument.create('choreo.config.json', 'jsonc', 0, text);
  const problems: ConfigProblem[] = [];
  const report = (message: string, offset: number, length: number) => {
    const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
    problems.push({ message, range });
  };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  for (const { error, offset, length } of errors) {
    report(`This is not JSON: ${words(printParseErrorCode(error))}.`, offset, length);
  }
  const rules: Partial<Record<RuleCode, SeverityLevel>> = {};
  if (!root) {
    if (errors.length === 0) report('The file is empty. Write at least `{}`.', 0, 0);
    return { config: { rules, verification: {} }, problems };
  }
  let verification: VerificationConfig = {};
  for (const [key, value] of entriesOf(root, 'The configuration', report)) {
    if (key.value === 'rules' && value) readRules(value, rules, report);
    else if (key.value === 'verification' && value) verification = verificationIn(value, report);
    else if (!properties.includes(key.value)) {
      report(`There is no setting \`${key.value}\`.${suggestion(key.value, properties)}`, key.offset, key.length);
    }
  }
  return { config: { rules, verification }, problems };
}

type Report = (message: string, offset: number, length: number) => void;

function readRules(node: Node, rules: Partial<Record<RuleCode, SeverityLevel>>, report: Report): void {
  for (const [key, value] of entriesOf(node, '`rules`', report)) {
    const code = key.value;
    if (languageCodes.some(other => other === code)) {
      report(`\`${code}\` is a language error, and its severity cannot be set. Remove it.`, key.offset, key.length);
    } else if (!isRuleCode(code)) {
      report(`There is no rule \`${code}\`.${suggestion(code, ruleCodes)}`, key.offset, key.length);
    } else if (value && isSeverityLevel(value.value)) {
      rules[code] = value.value;
    } else if (value) {
      const levels = severityLevels.map(level => `"${level}"`).join(', ');
      const near = typeof value.value === 'string' ? suggestion(value.value, severityLevels) : '';
      report(`The severity of \`${code}\` must be one of ${levels}.${near}`, value.offset, value.length);
    }
  }
}

function verificationIn(node: Node, report: Report): VerificationConfig {
  const settings = ['redeliveries'];
  let verification: VerificationConfig = {};
  for (const [key, value] of entriesOf(node, '`verification`', report)) {
    if (!settings.includes(key.value)) {
      report(`There is no setting \`${key.value}\`.${suggestion(key.value, settings)}`, key.offset, key.length);
    } else if (isRedeliveries(value?.value)) {
      verification = { redeliveries: value.value };
    } else if (value) {
      report(`\`redeliveries\` must be a whole number from 0 to ${mostRedeliveries}.`, value.offset, value.length);
    }
  }
  return verification;
}

function isRedeliveries(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostRedeliveries;
}

interface Key {
  readonly value: string;
  readonly offset: number;
  readonly length: number;
}

function entriesOf(node: Node, what: string, report: Report): (readonly [Key, Node | undefined])[] {
  if (node.type !== 'object') {
    report(`${what} must be an object: \`{ … }\`.`, node.offset, node.length);
    return [];
  }
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && typeof key.value === 'string' ? [[{ ...key, value: key.value }, value] as const] : [];
  });
}

function suggestion(name: string, candidates: readonly string[]): string {
  const [nearest] = nearestNames(name, candidates);
  return nearest
    ? ` Did you mean \`${nearest}\`?`
    : ` Use one of ${candidates.map(other => `\`${other}\``).join(', ')}.`;
}

/** `CommaExpected` as words. */
function words(error: string): string {
  return error.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
