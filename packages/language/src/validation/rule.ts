/** What a rule adds to a finding: its words and its quick fixes. A rule is declared here, in the list beside it, and nowhere else. */
import type { FindingCode, FindingOf } from '@choreo/analysis/checks';
import type { Diagnostic, Fix, Related, Severity } from './diagnostic.ts';
import type { EditContext } from './fixes/edit-context.ts';
import type { SeverityLevel } from './severity.ts';

export interface Words {
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags?: NonNullable<Diagnostic['tags']>;
}

export interface Rule<C extends FindingCode> {
  /** Permanent: one is never renamed, nor used for something else. */
  readonly code: C;
  /** Unless another is set. */
  readonly severity: SeverityLevel;
  /** It concludes from what is lacking: while a part of the text cannot be read, it stays silent. */
  readonly needsWholeModel?: boolean;
  /** False where the finding keeps code from being generated, so that allowing it would help nobody. Default true. */
  readonly isAllowable?: boolean;
  readonly describe: (finding: FindingOf<C>) => Words;
  /** The best first. `@allow` is offered besides. */
  readonly fixes?: (finding: FindingOf<C>, context: EditContext) => readonly Fix[];
  /** The severity of a finding that is less grave than others of the rule; what is set counts where it is milder still. */
  readonly milder?: (finding: FindingOf<C>) => Severity | undefined;
  /** The names whose misspelling elsewhere would explain the finding. */
  readonly dependsOn?: (finding: FindingOf<C>) => readonly string[];
}

export function defineRule<C extends FindingCode>(rule: Rule<C>): Rule<C> {
  return rule;
}
