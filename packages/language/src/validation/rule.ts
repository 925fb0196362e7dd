/** What a rule is: its permanent code, how severe it is, its words and its quick fixes. */
import type { FindingCode, FindingOf } from '@choreo/analysis';
import type { Diagnostic, Fix, Related, Severity } from './diagnostic.ts';
import type { EditContext } from './fixes/edit-context.ts';

/** What is known of every code, also of those that the language itself reports. */
export interface RuleInfo {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence for lists and tooltips: when it is reported. */
  readonly summary: string;
  /** Errors of the language cannot be set to another severity or allowed. */
  readonly configurable: boolean;
  /** Concludes from something's absence, so that it waits while a file cannot be read. */
  readonly needsComplete: boolean;
  /** Whether `@allow` can silence it. */
  readonly allowable: boolean;
}

export interface Words {
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags?: NonNullable<Diagnostic['tags']>;
}

export interface Rule<C extends FindingCode> extends RuleInfo {
  readonly code: C;
  /** Where a finding is less severe than the rule; never more severe than what is set. */
  readonly milder?: (finding: FindingOf<C>) => Severity | undefined;
  readonly describe: (finding: FindingOf<C>) => Words;
  readonly fixes?: (finding: FindingOf<C>, context: EditContext) => readonly Fix[];
  /** Whether a quick fix offers to allow it, and on which of the finding's places. */
  readonly offersAllow?: boolean;
}

/** The rule with what most rules have. */
export function defineRule<C extends FindingCode>(
  rule: Pick<Rule<C>, 'code' | 'severity' | 'summary' | 'describe'> & Partial<Rule<C>>,
): Rule<C> {
  return { configurable: true, needsComplete: false, allowable: true, ...rule };
}
