/** What a rule adds to a finding: its words and its quick fixes. Codes and severities stand in `codes.ts`. */
import type { FindingCode, FindingOf } from '@choreo/analysis/checks';
import type { Diagnostic, Fix, Related, Severity } from './diagnostic.ts';
import type { EditContext } from './fixes/edit-context.ts';

export interface Words {
  readonly message: string;
  readonly related: readonly Related[];
  readonly tags?: NonNullable<Diagnostic['tags']>;
}

export interface Rule<C extends FindingCode> {
  readonly code: C;
  readonly describe: (finding: FindingOf<C>) => Words;
  /** The best first. `@allow` is offered besides. */
  readonly fixes?: (finding: FindingOf<C>, context: EditContext) => readonly Fix[];
  /** The severity of a finding that is less grave than others of the rule; what is set counts where it is milder still. */
  readonly milder?: (finding: FindingOf<C>) => Severity | undefined;
  /** The names whose misspelling elsewhere would explain the finding. */
  readonly dependsOn?: (finding: FindingOf<C>) => readonly string[];
}
