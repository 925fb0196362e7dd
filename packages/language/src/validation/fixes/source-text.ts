/** A file's text with its lines, line breaks and indentation, so that edits keep the author's style. */
import type { Position, Range, Span } from '@choreo/model';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';

export class SourceText {
  readonly uri: string;
  readonly text: string;
  /** The line break of this file. */
  readonly eol: string;
  /** One level of indentation. */
  readonly indent: string;
  readonly #starts: readonly number[];

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.text = text;
    this.eol = text.includes('\r\n') ? '\r\n' : '\n';
    this.indent = /^(\t| +)\S/m.exec(text)?.[1] ?? '  ';
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  static of({ uri }: Span, { textOf }: EditContext): SourceText {
    return new SourceText(uri, textOf(uri));
  }

  offsetAt({ line, character }: Position): number {
    return Math.min((this.#starts[line] ?? this.text.length) + character, this.text.length);
  }

  positionAt(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (this.#starts[low] ?? 0) };
  }

  slice({ start, end }: Range): string {
    return this.text.slice(this.offsetAt(start), this.offsetAt(end));
  }

  /** The white space before the first word of the line that holds this offset. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))?.[0] ?? '';
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line ends, before its line break. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** Whether only white space precedes the offset in its line. */
  startsLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === '';
  }

  /** Whether only white space follows the offset in its line. */
  endsLine(offset: number): boolean {
    return this.text.slice(offset, this.lineEnd(offset)).trim() === '';
  }

  insert(offset: number, newText: string): TextChange {
    return this.replace(offset, offset, newText);
  }

  replace(start: number, end: number, newText: string): TextChange {
    return { uri: this.uri, range: { start: this.positionAt(start), end: this.positionAt(end) }, newText };
  }
}

/** Replaces exactly this span. */
export function replaceSpan({ uri, range }: Span, newText: string): TextChange {
  return { uri, range, newText };
}
