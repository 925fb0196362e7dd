/** A verdict with the name under which an editor asks for it again. */
import type { ReportedVerdict } from '@choreo/language';

export interface NamedVerdict extends ReportedVerdict {
  readonly key: string;
  /** The id of the check that it answers; none for those about the flow as a whole. */
  readonly check?: string;
}
