/** The codes of all rules with the default severities that the rules declare. */
import type { FindingCode } from '@choreo/analysis/checks';
import type { VerificationCode } from '@choreo/analysis/verification';
import type { LanguageCode } from './language-codes.ts';
import { rules } from './rules/index.ts';
import type { SeverityLevel } from './severity.ts';
import { verdictRules } from './verdict-rules/index.ts';

/** The rules about `@allow` itself. */
type AllowCode = 'allow-unknown' | 'allow-unused' | 'allow-reason';

/** The codes whose severity can be set. */
export type RuleCode = Exclude<FindingCode, LanguageCode> | AllowCode | VerificationCode;

const { 'duplicate-name': _error, ...found } = severitiesOf(rules);

export const defaultSeverities: Readonly<Record<RuleCode, SeverityLevel>> = {
  ...found,
  'allow-unknown': 'warning',
  'allow-unused': 'warning',
  'allow-reason': 'warning',
  ...severitiesOf(verdictRules),
};

export const ruleCodes: readonly RuleCode[] = Object.keys(defaultSeverities).filter(isRuleCode);

export function isRuleCode(code: string): code is RuleCode {
  return Object.hasOwn(defaultSeverities, code);
}

export function isVerificationCode(code: string): code is VerificationCode {
  return Object.hasOwn(verdictRules, code);
}

function severitiesOf<C extends string>(
  all: Readonly<Record<C, { readonly severity: SeverityLevel }>>,
): Record<C, SeverityLevel> {
  const codes = Object.keys(all) as C[];
  return Object.fromEntries(codes.map(code => [code, all[code].severity])) as Record<C, SeverityLevel>;
}
