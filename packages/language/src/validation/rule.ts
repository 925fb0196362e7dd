/** The declaration of a rule: the messages and quick fixes that it adds to a finding of the analysis. */
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
  /** Permanent: a code is never renamed or reused. */
  readonly code: C;
  /** The default severity. */
  readonly severity: SeverityLevel;
  /** The rule reports what is missing, so it stays silent while a part of the text cannot be read. */
  readonly needsWholeModel?: boolean;
  /** False if the finding blocks code generation, so that `@allow` would not help. Default true. */
  readonly isAllowable?: boolean;
  readonly describe: (finding: FindingOf<C>) => Words;
  /** The best first. `@allow` is offered in addition. */
  readonly fixes?: (finding: FindingOf<C>, context: EditContext) => readonly Fix[];
  /** A lower severity for a less serious finding. A configured severity that is still lower takes precedence. */
  readonly milder?: (finding: FindingOf<C>) => Severity | undefined;
  /** Names that would explain the finding if they are misspelt elsewhere. */
  readonly dependsOn?: (finding: FindingOf<C>) => readonly string[];
}

export function defineRule<C extends FindingCode>(rule: Rule<C>): Rule<C> {
  return rule;
}
