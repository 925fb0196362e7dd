/** A completion item, before its replaced range is known. */
import type { CompletionItemKind } from 'vscode-languageserver';
import type { AstNode } from 'langium';
import type { Help } from '../help/help.ts';

/** The most likely item comes first. */
export type Rank = 'name' | 'qualifier' | 'word' | 'sign' | 'snippet';

/** How well a name fits where it is offered: 0 is best, 9 worst. `why` is shown beside the name. */
export interface Fit {
  readonly order: number;
  readonly why?: string;
}

export interface Offer {
  readonly label: string;
  readonly rank: Rank;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  /** Among offers of the same rank. */
  readonly fit?: Fit;
  /** The text in the syntax of LSP's snippets, where it is more than the label. */
  readonly snippet?: string;
  /** What the typed text is compared with, where that is not the label. */
  readonly filter?: string;
  /** What explains a word. */
  readonly help?: Help;
  /** The declaration whose documentation comment explains a name. */
  readonly node?: AstNode;
}

/** What a client sends back to get the documentation of an item. `help`: the place in `allHelp`. */
export type DocumentedBy = { readonly help: number } | { readonly uri: string; readonly offset: number };
