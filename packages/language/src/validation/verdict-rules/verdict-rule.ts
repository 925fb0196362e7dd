/** What a rule that needs runs adds to a verdict: what it claims, how a run breaks it, and how that is fixed. */
import type { Subject, Verdict, Verification, VerificationCode } from '@choreo/analysis/verification';
import type { Choreography } from '@choreo/model';
import type { Fix, Related } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import type { SeverityLevel } from '../severity.ts';

export type SubjectKind = Exclude<Subject['kind'], 'none'>;
export type SubjectOf<K extends SubjectKind> = Extract<Subject, { readonly kind: K }>;

/** What a verdict is of. */
export interface VerdictContext {
  readonly choreography: Choreography;
  readonly verification: Verification;
  readonly verdict: Verdict;
}

export interface VerdictRule<K extends SubjectKind = SubjectKind> {
  /** Permanent: one is never renamed, nor used for something else. */
  readonly code: VerificationCode;
  /** What its verdicts are about. */
  readonly kind: K;
  /** Unless another is set. */
  readonly severity: SeverityLevel;
  /** What holds unless it is violated, as a sentence without its end; without a subject it is about the whole choreography. */
  readonly claim: (subject: SubjectOf<K> | undefined, context: VerdictContext) => string;
  /** How much has been looked at to prove it: `on every run`. */
  readonly proof?: (subject: SubjectOf<K> | undefined, context: VerdictContext) => string;
  /** Name of the element, cause, way out. */
  readonly violated: (subject: SubjectOf<K>, context: VerdictContext) => string;
  /** Places besides the steps of the run. */
  readonly related?: (subject: SubjectOf<K>, context: VerdictContext) => readonly Related[];
  /** The best first. `@allow` is offered besides. */
  readonly fixes?: (subject: SubjectOf<K>, context: EditContext) => readonly Fix[];
}

export function defineVerdictRule<K extends SubjectKind>(rule: VerdictRule<K>): VerdictRule<K> {
  return rule;
}
