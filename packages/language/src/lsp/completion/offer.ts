/** A completion item, before its replaced range is known. */
import type { CompletionItemKind } from 'vscode-languageserver';

/** The most likely item comes first. */
export type Rank = 'name' | 'qualifier' | 'word' | 'sign';

export interface Offer {
  readonly label: string;
  readonly rank: Rank;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: string;
}
