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
import type { Diagnostic } from './diagnostic.ts';
import { allowFixes } from './fixes/allow-fix.ts';
import { namedIn } from './one-finding.ts';
import { describeUnusedAllow, unusedFixes } from './rules/allow-unused.ts';
import { ruledVerdict } from './verdict-rules/index.ts';
import type { RuledVerdict } from './verdict-rules/index.ts';
import { joined, quoted } from './wording.ts';

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
  /** Violations that show on its run too. They are one finding with it, and named in its message. */
  readonly also: readonly ReportedVerdict[];
  /** The verdict whose finding names this one. */
  readonly namedIn?: Verdict;
  /** Only for a violation that is neither allowed, switched off nor named in another. Its related places are the steps of the run. */
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
  const all = verification.verdicts.map(verdict => {
    const { code, status, span, about } = verdict;
    return {
      verdict,
      rule: ruledVerdict({ choreography, verification, verdict }),
      severity: severityOf(code, settings),
      isAllowed: status === 'violated' && allowances.silences(code, [span, ...about]),
    };
  });
  const shown = all.filter(({ verdict, isAllowed, severity }) => {
    return verdict.status === 'violated' && !isAllowed && severity !== 'off';
  });
  const heads = namedIn(shown);
  const reported = (judged: Judged): ReportedVerdict => {
    const { verdict, rule, severity, isAllowed } = judged;
    const head = heads.get(judged);
    const others = all.filter(one => heads.get(one) === judged);
    const message = messageOf(judged, others);
    return {
      code: verdict.code,
      status: verdict.status,
      message: head
        ? `${message} It is one finding with ${quoted(head.verdict.code)}, since one run shows both.`
        : message,
      claim: rule.claim(),
      related: verdict.status === 'violated' ? relatedTo(judged, others) : [],
      severity,
      isAllowed,
      also: others.map(reported),
      ...(head ? { namedIn: head.verdict } : {}),
      ...(severity !== 'off' && shown.includes(judged) && !head
        ? { diagnostic: toDiagnostic(judged, others, { message, severity }, choreography) }
        : {}),
      verdict,
    };
  };
  return all.map(reported);
}

/** A verdict with what the settings and the text make of it. */
interface Judged {
  readonly verdict: Verdict;
  readonly rule: RuledVerdict;
  readonly severity: SeverityLevel;
  readonly isAllowed: boolean;
}

function messageOf({ verdict, rule }: Judged, others: readonly Judged[]): string {
  const { status, bounds, states, supposes } = verdict;
  const bound = boundText(bounds);
  switch (status) {
    case 'violated': {
      const also = others.map(other => `${other.rule.asWell()} (${quoted(other.verdict.code)})`);
      return [
        rule.violated(),
        ...(supposes ? [`The run supposes what the model leaves open: ${openText(supposes)}.`] : []),
        ...(also.length > 0 ? [`The run also ${joined(also)}.`] : []),
      ].join(' ');
    }
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

/** The places of those that are named in it come behind its own. What is about the run as a whole has no place of its own. */
function relatedTo({ verdict, rule }: Judged, others: readonly Judged[]): Diagnostic['related'] {
  const places = others.flatMap(({ verdict: { subject, span }, rule: other }) => [
    ...(subject.kind === 'flow' || subject.kind === 'loop' ? [] : [{ message: `The run ${other.asWell()}.`, span }]),
    ...other.related(),
  ]);
  return [...rule.related(), ...places.filter(({ span }) => compareSpans(span, verdict.span) !== 0)];
}

function toDiagnostic(
  judged: Judged,
  others: readonly Judged[],
  said: Pick<Diagnostic, 'message' | 'severity'>,
  choreography: Choreography,
): Diagnostic {
  const { verdict } = judged;
  const { code, span, about, run, badStep, other } = verdict;
  const bad = badStep === undefined ? {} : { badStep };
  const related = [
    ...relatedTo(judged, others),
    ...(run ? tracePlaces(run, choreography, { ...bad, code, end: span }) : []),
    ...(other ? tracePlaces(other, choreography, { ...bad, code, isOther: true, end: span }) : []),
  ];
  return withFixes({ code, ...said, span, related }, context => [
    ...[judged, ...others].flatMap(one => one.rule.fixes(context)),
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
