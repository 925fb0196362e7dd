/** What formatting changes in a text. */

/** A part of the text, by offsets, and what replaces it. */
export interface FormatChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function applied(text: string, changes: readonly FormatChange[]): string {
  let result = '';
  let end = 0;
  for (const change of changes) {
    result += text.slice(end, change.start) + change.text;
    end = change.end;
  }
  return result + text.slice(end);
}
