/** What all findings share. */
import type { Span } from '@choreo/model';

export interface FindingBase {
  /** What is underlined. */
  readonly span: Span;
  /** Other places that the finding is as much about: silenced there, it is silenced. */
  readonly about: readonly Span[];
}
