/** Colours output for terminals, and escapes control characters that come from files. */
import type { Severity } from '@choreo/language';
import { styleText } from 'node:util';

export type Style = Severity | 'dim' | 'bold';

export type Paint = (style: Style, text: string) => string;

const formats = {
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  info: ['blue', 'bold'],
  hint: ['cyan', 'bold'],
  dim: ['dim'],
  bold: ['bold'],
} as const;

/** Follows NO_COLOR, NODE_DISABLE_COLORS and FORCE_COLOR, and whether the stream is a terminal. */
export function createPaint(stream: NodeJS.WriteStream): Paint {
  return (style, text) => styleText([...formats[style]], text, { stream, validateStream: true });
}

/** Escapes characters that move the cursor, ring the bell or change the reading direction; keeps line breaks. */
export function harmless(text: string): string {
  return text.replace(/[^\P{C}\n]|[\u2028\u2029]/gu, character => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
