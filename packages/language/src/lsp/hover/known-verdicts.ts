/** What verification says about a declaration, for hovers. Its content comes from whoever runs verifications. */

export interface KnownVerdict {
  /** The rule, if its page explains the verdict. */
  readonly code?: string;
  /** What was asked, as Markdown: a sentence, or nothing where the declaration itself is what was asked. */
  readonly about?: string;
  /** "proved · 12 states". */
  readonly summary: string;
  /** Of a violation: the message of its finding. */
  readonly message?: string;
}

export type KnownVerdicts =
  | { readonly kind: 'holding'; readonly verdicts: readonly KnownVerdict[] }
  /** No verdict holds for the text as it is. `words`: why, such as "checking again…". */
  | { readonly kind: 'none'; readonly words: string };

/** A declaration as verdicts name it: reactions as `Service.reaction`. */
export interface AskedElement {
  readonly kind: 'message' | 'reaction' | 'participant' | 'property' | 'scenario';
  readonly name: string;
  /** The key of its choreography. */
  readonly choreography: string;
}

export class VerdictSource {
  /** Replaced by whoever runs verifications. */
  verdictsAbout: (element: AskedElement) => KnownVerdicts | undefined = () => undefined;
}
