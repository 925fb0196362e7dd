/** A finding with its message, as plain data: what the editor and the command line show. */
import type { Range, Span } from '@choreo/model';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface Related {
  readonly message: string;
  readonly span: Span;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** A change to files that fixes what a diagnostic is about. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextChange[];
  readonly isPreferred?: boolean;
  /** Offered as a refactoring of what the diagnostic is about, too. */
  readonly isRefactoring?: boolean;
  /** It fixes nothing, but says that the finding is meant: comes last. */
  readonly silences?: true;
}

export interface TextChange {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
}
