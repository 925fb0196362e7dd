/** All rules that report verdicts of the verifier, by code. */
import type { Subject, VerificationCode } from '@choreo/analysis/verification';
import type { Fix, Related } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import type { SeverityLevel } from '../severity.ts';
import { compensationEarly } from './compensation-early.ts';
import { compensationLost } from './compensation-lost.ts';
import { competingServices } from './competing-services.ts';
import { deadAlternative } from './dead-alternative.ts';
import { incompleteFlow } from './incomplete-flow.ts';
import { lateTimeout } from './late-timeout.ts';
import { livelock } from './livelock.ts';
import { lossChangesOutcome } from './loss-changes-outcome.ts';
import { noInstance } from './no-instance.ts';
import { orderDependentOutcome } from './order-dependent-outcome.ts';
import { propertyViolated } from './property-violated.ts';
import { redeliveryChangesOutcome } from './redelivery-changes-outcome.ts';
import { repeatedExit } from './repeated-exit.ts';
import { scenarioFailed } from './scenario-failed.ts';
import { stuckJoin } from './stuck-join.ts';
import { stuckRetry } from './stuck-retry.ts';
import { unboundedMessages } from './unbounded-messages.ts';
import { vacuousSentence } from './vacuous-sentence.ts';
import type { SubjectKind, SubjectOf, VerdictContext, VerdictRule } from './verdict-rule.ts';

/** A verdict with its rule applied to it. */
export interface RuledVerdict {
  claim(): string;
  proof(): string;
  violated(): string;
  asWell(): string;
  related(): readonly Related[];
  fixes(context: EditContext): readonly Fix[];
}

/** A rule for any kind of subject. */
interface AnyVerdictRule {
  readonly severity: SeverityLevel;
  applied(context: VerdictContext): RuledVerdict;
}

/** The rules that need runs: a verification checks them, an edit does not. */
export const verdictRules: Readonly<Record<VerificationCode, AnyVerdictRule>> = {
  'incomplete-flow': applying(incompleteFlow),
  'stuck-join': applying(stuckJoin),
  'no-instance': applying(noInstance),
  'stuck-retry': applying(stuckRetry),
  'repeated-exit': applying(repeatedExit),
  'dead-alternative': applying(deadAlternative),
  'unbounded-messages': applying(unboundedMessages),
  livelock: applying(livelock),
  'order-dependent-outcome': applying(orderDependentOutcome),
  'competing-services': applying(competingServices),
  'property-violated': applying(propertyViolated),
  'compensation-lost': applying(compensationLost),
  'compensation-early': applying(compensationEarly),
  'vacuous-sentence': applying(vacuousSentence),
  'late-timeout': applying(lateTimeout),
  'scenario-failed': applying(scenarioFailed),
  'redelivery-changes-outcome': applying(redeliveryChangesOutcome),
  'loss-changes-outcome': applying(lossChangesOutcome),
};

export function ruledVerdict(context: VerdictContext): RuledVerdict {
  return verdictRules[context.verdict.code].applied(context);
}

function applying<K extends SubjectKind>(rule: VerdictRule<K>): AnyVerdictRule {
  return {
    severity: rule.severity,
    applied(context) {
      const { subject } = context.verdict;
      const fitting = isOf(rule.kind, subject) ? subject : undefined;
      return {
        claim: () => rule.claim(fitting, context),
        proof: () => rule.proof?.(fitting, context) ?? 'on every run',
        // A violation without a subject can only name the claim.
        violated: () =>
          fitting ? rule.violated(fitting, context) : `This does not hold: ${rule.claim(undefined, context)}.`,
        asWell: () => (fitting && rule.asWell?.(fitting, context)) || 'breaks another rule',
        related: () => (fitting ? (rule.related?.(fitting, context) ?? []) : []),
        fixes: edit => (fitting ? (rule.fixes?.(fitting, edit) ?? []) : []),
      };
    },
  };
}

function isOf<K extends SubjectKind>(kind: K, subject: Subject): subject is SubjectOf<K> {
  return subject.kind === kind;
}
