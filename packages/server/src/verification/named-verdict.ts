/** A verdict with the key by which the editor refers to it. */
import type { ReportedVerdict } from '@choreo/language';

export interface NamedVerdict extends ReportedVerdict {
  readonly key: string;
  /** The id of its check; undefined for verdicts about the whole flow. */
  readonly check?: string;
  /** The key of the verdict whose finding names this one. */
  readonly namedInKey?: string;
}
