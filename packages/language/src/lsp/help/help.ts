/** What is said of the language itself: keywords, operators, built-in types and annotations. */

export interface Help {
  /** The words and symbols that it explains, separated by spaces. */
  readonly of: string;
  /** Where in the grammar: names of rules, or of the nodes that they make; a node counts before a rule. */
  readonly in: readonly string[];
  /** The whole construct, with what varies in capitals. */
  readonly form: string;
  /** What it means, as Markdown. */
  readonly text: string;
  /** A snippet that parses somewhere. */
  readonly example?: string;
  /** A page of the documentation, with an anchor. */
  readonly page: string;
}

/** Brackets and separators, which explain themselves where they stand. */
export const plainSymbols: ReadonlySet<string> = new Set(['{', '}', '(', ')', '[', ']', ',', ':', '.', '@']);
