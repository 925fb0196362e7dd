/** What is reported of a slip, and the changes of the text that make it right. */
/** A change of a text; `start` and `end` are offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface SlipFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly isPreferred: boolean;
}

export interface Slip {
  readonly message: string;
  /** Offsets. */
  readonly start: number;
  readonly end: number;
  readonly fixes: readonly SlipFix[];
}
