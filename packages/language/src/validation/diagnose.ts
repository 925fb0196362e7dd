/** Turns findings into diagnostics: adds messages and severities, and drops what `@allow` silences. */
import type { Finding } from '@choreo/analysis/checks';
import { copiedFilesIn, findingsOf } from '@choreo/analysis/checks';
import type { Choreography } from '@choreo/model';
import { compareSpans } from '@choreo/model';
import { faultDiagnostic, startOf } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { Allowance } from './allowances.ts';
import { Allowances } from './allowances.ts';
import type { SeverityLevel } from './severity.ts';
import { defaultSeverities, isRuleCode, isVerificationCode } from './codes.ts';
import { severityLevels } from './severity.ts';
import type { Diagnostic, Fix, Severity } from './diagnostic.ts';
import { allowFixes } from './fixes/allow-fix.ts';
import type { EditContext } from './fixes/edit-context.ts';
import { isNear } from './nearest-name.ts';
import { describeReason, reasonFixes } from './rules/allow-reason.ts';
import { describeUnknown, unknownFixes } from './rules/allow-unknown.ts';
import { describeUnusedAllow, unusedFixes } from './rules/allow-unused.ts';
import { ruled } from './rules/index.ts';
import type { Ruled } from './rules/index.ts';

/** Severities that differ from the defaults. */
export type RuleSettings = Readonly<Record<string, SeverityLevel>>;

/** The ways in which the model may lack something that its author wrote. */
export interface Gaps {
  /** A file has syntax errors: the unreadable part may contain what seems to be missing. */
  readonly incomplete?: boolean;
  /** Unknown names: one of them may be a misspelling of what seems to be missing. */
  readonly unknownNames?: readonly string[];
}

/** With more unknown names than this, a whole file of declarations is probably missing. */
const mostUnknown = 50;

type FixesIn = (context: EditContext) => readonly Fix[];

/** The quick fixes of each diagnostic. */
const fixesByDiagnostic = new WeakMap<Diagnostic, FixesIn>();

/**
 * All findings of rules in a choreography, sorted by file, place and code. If a rule throws, the others still run, and
 * the failure becomes a diagnostic.
 */
export function diagnose(
  choreography: Choreography,
  settings: RuleSettings,
  gaps: Gaps,
  faults: Faults,
): readonly Diagnostic[] {
  const allowances = new Allowances(choreography);
  const unknownNames = new Set(gaps.unknownNames);
  const diagnostics: Diagnostic[] = [];
  const start = choreography.headers[0]?.nameSpan ?? startOf(choreography.files[0] ?? '');
  const onFault = (code: string, error: unknown, span = start) =>
    diagnostics.push(faultDiagnostic(faults.note(`the rule \`${code}\``, span, error)));
  // A rule that is off still runs if an `@allow` names it, to tell whether the `@allow` is used.
  const isWanted = (code: string) => severityOf(code, settings) !== 'off' || allowances.mention(code);
  for (const finding of findingsOf(choreography, { isWanted, onFault })) {
    if (allowances.silences(finding.code, [finding.span, ...finding.about])) continue;
    try {
      const rule = ruled(finding);
      if (gaps.incomplete && rule.needsWholeModel) continue;
      if (isExplained(rule, unknownNames)) continue;
      const severity = severityOf(finding.code, settings, rule.milder);
      if (severity !== 'off') diagnostics.push(toDiagnostic(finding, rule, severity));
    } catch (error) {
      onFault(finding.code, error, finding.span);
    }
  }
  try {
    for (const diagnostic of aboutAllowances(choreography, allowances, settings, gaps)) diagnostics.push(diagnostic);
  } catch (error) {
    onFault('allow-unused', error);
  }
  return diagnostics.sort((a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : Number(a.code > b.code)));
}

/** Remembers the quick fixes of a diagnostic. */
export function withFixes(diagnostic: Diagnostic, fixes: FixesIn): Diagnostic {
  fixesByDiagnostic.set(diagnostic, fixes);
  return diagnostic;
}

/** The quick fixes of a diagnostic of a rule, the best first. */
export function fixesFor(diagnostic: Diagnostic, context: EditContext): readonly Fix[] {
  return fixesByDiagnostic.get(diagnostic)?.(context) ?? [];
}

function toDiagnostic(finding: Finding, rule: Ruled, severity: Severity): Diagnostic {
  const { code, span, about } = finding;
  return withFixes({ code, severity, span, ...rule.describe() }, context => [
    ...rule.fixes(context),
    ...(rule.isAllowable ? allowFixes(code, [...about, span], context) : []),
  ]);
}

/** Whether a reported unknown name is close to the name that seems to be missing: then the finding only follows from it. */
function isExplained({ dependsOn }: Ruled, unknownNames: ReadonlySet<string>): boolean {
  if (unknownNames.size > mostUnknown) return dependsOn.length > 0;
  return dependsOn.some(name => unknownNames.has(name) || [...unknownNames].some(other => isNear(other, name)));
}

export function severityOf(code: string, settings: RuleSettings, milder?: Severity): SeverityLevel {
  if (!isRuleCode(code)) return 'error';
  const set = settings[code] ?? defaultSeverities[code];
  if (milder === undefined) return set;
  return severityLevels.indexOf(set) < severityLevels.indexOf(milder) ? set : milder;
}

type AboutAllow = 'allow-unknown' | 'allow-unused' | 'allow-reason';

function aboutAllowances(
  choreography: Choreography,
  allowances: Allowances,
  settings: RuleSettings,
  gaps: Gaps,
): Diagnostic[] {
  const copies = new Set(copiedFilesIn(choreography).map(({ copy }) => copy));
  const diagnostics: Diagnostic[] = [];
  const unused = new Set(allowances.unused());
  const report = (
    code: AboutAllow,
    allowance: Allowance,
    message: string,
    fixes: (allowance: Allowance, context: EditContext) => readonly Fix[],
  ): void => {
    const severity = severityOf(code, settings);
    if (severity === 'off') return;
    const diagnostic: Diagnostic = { code, severity, message, span: allowance.annotation.span, related: [] };
    diagnostics.push(withFixes(diagnostic, context => fixes(allowance, context)));
  };
  for (const allowance of allowances.all) {
    // What is wrong in a copied file is reported in the original.
    if (copies.has(allowance.annotation.span.uri)) continue;
    const unknown = describeUnknown(allowance);
    if (unknown !== undefined) {
      report('allow-unknown', allowance, unknown, unknownFixes);
      continue;
    }
    if (allowance.reason === undefined) report('allow-reason', allowance, describeReason(allowance), reasonFixes);
    // Only a verification finds these, so an edit cannot tell whether the `@allow` is used.
    if (!unused.has(allowance) || isVerificationCode(allowance.code ?? '')) continue;
    // The unreadable part may contain what the `@allow` silences.
    if (gaps.incomplete || (gaps.unknownNames ?? []).length > 0) continue;
    report('allow-unused', allowance, describeUnusedAllow(allowance), unusedFixes);
  }
  return diagnostics;
}
