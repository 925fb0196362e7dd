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

export interface KnownVerdicts {
  readonly verdicts: readonly KnownVerdict[];
  /** How old they are: "of the current text". */
  readonly age: string;
}

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
