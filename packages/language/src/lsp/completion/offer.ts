/** One thing that completion offers, before it is known what it replaces. */
import type { CompletionItemKind } from 'vscode-languageserver';

/** What is most often meant comes first. */
export type Rank = 'name' | 'qualifier' | 'word' | 'sign';

export interface Offer {
  readonly label: string;
  readonly rank: Rank;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: string;
}
