/** What all findings share. */
import type { Span } from '@choreo/model';

export interface FindingBase {
  /** The place that is underlined. */
  readonly span: Span;
  /** Other places that the finding is about as well: an `@allow` at one of them silences it too. */
  readonly about: readonly Span[];
}
