/** The tokens of a text as somebody sees them: on lines, indented, in blocks. */
import { softWords } from '../words.ts';
import type { Token } from './automaton.ts';

const beginners = new Set(
  'choreography event command type enum service external idempotent actor channel property scenario'.split(' '),
);
const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

export class TokenLine {
  readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  at(index: number): Token | undefined {
    return this.tokens[index];
  }

  image(index: number): string {
    return this.tokens[index]?.image ?? '';
  }

  /** Whether it is the first token of its line, or the end of the text. */
  isFirstOfLine(index: number): boolean {
    const token = this.tokens[index];
    const before = this.tokens[index - 1];
    return !token || !before || (before.endLine ?? 0) < (token.startLine ?? 0);
  }

  /** The index behind the tokens from here on that stand together without a space. */
  endOfWord(index: number): number {
    let end = index + 1;
    while (this.tokens[end] && this.tokens[end]?.startOffset === (this.tokens[end - 1]?.endOffset ?? 0) + 1) end++;
    return end;
  }

  /** The first column of the line of this token, from 1. The end of the text has none, so 0. */
  indentation(index: number): number {
    if (!this.tokens[index]) return 0;
    let first = index;
    while (!this.isFirstOfLine(first)) first--;
    return this.tokens[first]?.startColumn ?? 0;
  }

  /** Whether a declaration seems to begin here: its keyword, or an annotation, begins an unindented line. */
  beginsDeclaration(index: number): boolean {
    const token = this.tokens[index];
    if (!token || token.startColumn !== 1 || !this.isFirstOfLine(index)) return false;
    return beginners.has(token.image) || token.image === '@';
  }

  /** Whether something begins here, whatever stands before: a declaration, or a reaction with a label. */
  isAnchor(index: number): boolean {
    const isLabel = this.tokens[index]?.tokenType.name === 'LABEL' && this.image(index - 1) !== 'state';
    return isLabel || (this.beginsDeclaration(index) && this.image(index) !== 'choreography');
  }

  /** The start of the declaration in which the token before this one stands. */
  declarationBefore(index: number): number {
    for (let start = index - 1; start > 0; start--) {
      if (this.beginsDeclaration(start) && this.image(start) !== '@') return start;
    }
    return 0;
  }

  /** The start of the declaration behind the next one, or the index behind the end of the text. */
  declarationAfterNext(index: number): number {
    let seen = 0;
    for (let start = index + 1; start < this.tokens.length; start++) {
      if (this.beginsDeclaration(start) && this.image(start) !== '@' && ++seen === 2) return start;
    }
    return this.tokens.length + 1;
  }

  /** The index of the bracket that is open before this index, from this start on. */
  openBefore(index: number, start: number): number | undefined {
    const open: number[] = [];
    for (let at = start; at < index; at++) {
      const image = this.image(at);
      if (Object.hasOwn(closers, image)) open.push(at);
      else if (open.length > 0 && closers[this.image(open.at(-1) ?? 0)] === image) open.pop();
    }
    return open.at(-1);
  }
}

/** Whether a token type is a keyword that is a word. */
export function isWordType(type: string): boolean {
  return /^[a-z]/.test(type) && !softWords.has(type);
}

/** Whether tokens of this type have this image only. */
export function isFixedType(type: string): boolean {
  return !['ID', 'LABEL', 'STRING', 'NUMBER', 'DURATION', 'EOF'].includes(type);
}

/** The offset behind a token. */
export function endOf({ startOffset, endOffset, image }: Token): number {
  return (endOffset ?? startOffset + image.length - 1) + 1;
}
