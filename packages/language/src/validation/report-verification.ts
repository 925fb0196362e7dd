/** Turns verdicts into text: a sentence for each, and a diagnostic for each violation. */
import type { Status, Verdict, Verification, VerificationCode } from '@choreo/analysis/verification';
import { compareSpans } from '@choreo/model';
import type { Choreography } from '@choreo/model';
import { boundText, openText } from '../run-text/bound-text.ts';
import { statesText } from '../run-text/counting.ts';
import { tracePlaces } from '../run-text/trace-places.ts';
import { Allowances } from './allowances.ts';
import { isVerificationCode } from './codes.ts';
import type { SeverityLevel } from './severity.ts';
import { withFixes, severityOf } from './diagnose.ts';
import type { RuleSettings } from './diagnose.ts';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { allowFixes } from './fixes/allow-fix.ts';
import { describeUnusedAllow, unusedFixes } from './rules/allow-unused.ts';
import { ruledVerdict } from './verdict-rules/index.ts';
import type { RuledVerdict } from './verdict-rules/index.ts';

export interface ReportedVerdict {
  readonly code: VerificationCode;
  readonly status: Status;
  /** What holds and how far that is proved, or what is wrong, why, and how to fix it. */
  readonly message: string;
  /** The claim as a statement, without a full stop. */
  readonly claim: string;
  /** The related places of a violated verdict, without the steps of its run. */
  readonly related: Diagnostic['related'];
  /** The configured severity of the rule, whether the verdict is violated or not. */
  readonly severity: SeverityLevel;
  /** Whether an `@allow` silences it. */
  readonly isAllowed: boolean;
  /** Only for a violation that is neither allowed nor switched off. Its related places are the steps of the run. */
  readonly diagnostic?: Diagnostic;
  readonly verdict: Verdict;
}

/** One entry for each verdict, in the same order. */
export function reportVerification(
  choreography: Choreography,
  verification: Verification,
  settings: RuleSettings,
): readonly ReportedVerdict[] {
  return report(choreography, verification, settings, new Allowances(choreography));
}

/**
 * All diagnostics of a verification, sorted by file and place: each violation, and each unused `@allow` of a rule that
 * needs runs, provided that all runs were explored.
 */
export function verificationDiagnostics(
  choreography: Choreography,
  verification: Verification,
  settings: RuleSettings,
): readonly Diagnostic[] {
  const allowances = new Allowances(choreography);
  const violated = report(choreography, verification, settings, allowances).flatMap(
    ({ diagnostic }) => diagnostic ?? [],
  );
  return [...violated, ...unusedAllowances(allowances, verification, settings)].sort(
    (a, b) => compareSpans(a.span, b.span) || (a.code < b.code ? -1 : Number(a.code > b.code)),
  );
}

function report(
  choreography: Choreography,
  verification: Verification,
  settings: RuleSettings,
  allowances: Allowances,
): ReportedVerdict[] {
  return verification.verdicts.map(verdict => {
    const { code, status, span, about } = verdict;
    const rule = ruledVerdict({ choreography, verification, verdict });
    const severity = severityOf(code, settings);
    const isAllowed = status === 'violated' && allowances.silences(code, [span, ...about]);
    const message = messageOf(verdict, rule);
    const isShown = status === 'violated' && !isAllowed && severity !== 'off';
    return {
      code,
      status,
      message,
      claim: rule.claim(),
      related: status === 'violated' ? rule.related() : [],
      severity,
      isAllowed,
      ...(isShown ? { diagnostic: toDiagnostic(verdict, rule, message, severity, choreography) } : {}),
      verdict,
    };
  });
}

function messageOf({ status, bounds, states, supposes }: Verdict, rule: RuledVerdict): string {
  const bound = boundText(bounds);
  switch (status) {
    case 'violated':
      return supposes
        ? `${rule.violated()} The run supposes what the model leaves open: ${openText(supposes)}.`
        : rule.violated();
    case 'proved': {
      const far = [`proved ${rule.proof()}`.trim(), ...(bound === undefined ? [] : [bound])].join(', ');
      return `${rule.claim()}: ${far} (${statesText(states)}).`;
    }
    case 'bounded':
      return `${rule.claim()}: no violation was found. Bound: ${bound ?? 'not all runs'} (${statesText(states)}).`;
    default:
      return status satisfies never;
  }
}

function toDiagnostic(
  verdict: Verdict,
  rule: RuledVerdict,
  message: string,
  severity: Severity,
  choreography: Choreography,
): Diagnostic {
  const { code, span, about, run, badStep, other } = verdict;
  const bad = badStep === undefined ? {} : { badStep };
  const related = [
    ...rule.related(),
    ...(run ? tracePlaces(run, choreography, { ...bad, code, end: span }) : []),
    ...(other ? tracePlaces(other, choreography, { ...bad, code, isOther: true, end: span }) : []),
  ];
  return withFixes({ code, severity, message, span, related }, context => [
    ...rule.fixes(context),
    ...allowFixes(code, [...about, span], context),
  ]);
}

/** These rules have no verdict if the model has no sentence, exit or scenario for them. */
const askedOfSome: ReadonlySet<string> = new Set<VerificationCode>([
  'incomplete-flow',
  'competing-services',
  'property-violated',
  'compensation-lost',
  'compensation-early',
  'vacuous-sentence',
]);

/** Reported only for rules that were decided for all runs: an unexplored run may be what the `@allow` is for. */
function unusedAllowances(allowances: Allowances, verification: Verification, settings: RuleSettings): Diagnostic[] {
  const severity = severityOf('allow-unused', settings);
  if (severity === 'off' || verification.exploration === 'bounded') return [];
  const isAnswered = (code: string): boolean => {
    const verdicts = verification.verdicts.filter(verdict => verdict.code === code);
    if (verdicts.length > 0) return verdicts.every(({ status }) => status !== 'bounded');
    // Every verification of the flow asks whether runs end.
    return askedOfSome.has(code) && verification.verdicts.some(verdict => verdict.code === 'livelock');
  };
  return allowances.unused().flatMap(allowance => {
    const { annotation, code = '' } = allowance;
    if (!isVerificationCode(code) || !isAnswered(code)) return [];
    const message = describeUnusedAllow(allowance);
    const diagnostic: Diagnostic = { code: 'allow-unused', severity, message, span: annotation.span, related: [] };
    return [withFixes(diagnostic, context => unusedFixes(allowance, context))];
  });
}
