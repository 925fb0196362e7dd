/** The declaration of a rule that needs runs: its claim, and the messages and quick fixes for a violation. */
import type { Subject, Verdict, Verification, VerificationCode } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';
import type { Fix, Related } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import type { SeverityLevel } from '../severity.ts';

export type SubjectKind = Exclude<Subject['kind'], 'none'>;
export type SubjectOf<K extends SubjectKind> = Extract<Subject, { readonly kind: K }>;

/** A verdict with the verification and the choreography it belongs to. */
export interface VerdictContext {
  readonly choreography: Choreography;
  readonly verification: Verification;
  readonly verdict: Verdict;
}

export interface VerdictRule<K extends SubjectKind = SubjectKind> {
  /** Permanent: a code is never renamed or reused. */
  readonly code: VerificationCode;
  /** What its verdicts are about. */
  readonly kind: K;
  /** The default severity. */
  readonly severity: SeverityLevel;
  /** The claim as a sentence without a full stop. Without a subject, it covers the whole choreography. */
  readonly claim: (subject: SubjectOf<K> | undefined, context: VerdictContext) => string;
  /** What a proof covers: `on every run`. */
  readonly proof?: (subject: SubjectOf<K> | undefined, context: VerdictContext) => string;
  /** The message: name of the element, cause, way to fix it. */
  readonly violated: (subject: SubjectOf<K>, context: VerdictContext) => string;
  /** What its run does, in a finding of another rule whose run shows it as well: `ends without an exit`. */
  readonly asWell?: (subject: SubjectOf<K>, context: VerdictContext) => string;
  /** Related places in addition to the steps of the run. */
  readonly related?: (subject: SubjectOf<K>, context: VerdictContext) => readonly Related[];
  /** The best first. `@allow` is offered in addition. */
  readonly fixes?: (subject: SubjectOf<K>, context: EditContext) => readonly Fix[];
}

export function defineVerdictRule<K extends SubjectKind>(rule: VerdictRule<K>): VerdictRule<K> {
  return rule;
}
