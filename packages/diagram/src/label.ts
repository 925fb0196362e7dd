/** A user's texts in Mermaid: shown as they are, whatever they contain, and never read as Mermaid's syntax. */
import type { Line } from './picture.ts';

/** A quoted label of lines, as a Mermaid markdown string. */
export function labelText(lines: readonly Line[]): string {
  return `"\`${lines.map(lineText).join('\n')}\`"`;
}

function lineText(line: Line): string {
  const text = escapeText(line.text);
  switch (line.tone) {
    case 'strong':
      return `**${text}**`;
    case 'soft':
      return `*${text}*`;
    case 'plain':
      return text;
    default:
      return line.tone satisfies never;
  }
}

/**
 * Letters, digits and single spaces stay; everything else becomes a character reference, which neither Mermaid nor its
 * Markdown nor HTML reads as anything but the character. Invisible characters (controls, marks that change the
 * direction of writing) are shown by their number.
 */
export function escapeText(text: string): string {
  return escapeAllBut(/[\p{L}\p{N}\p{M} ]/u, text);
}

/** As `escapeText`, with another set of plain characters. */
export function escapeAllBut(plain: RegExp, text: string): string {
  let escaped = '';
  // Mermaid marks its own references with the ligature while it works, and would mistake a user's for one of them.
  const readable = text.replaceAll('ﬂ', 'fl').replace(/\s+/gu, ' ').trim();
  for (const character of readable) {
    const code = character.codePointAt(0) ?? 0;
    if (plain.test(character)) escaped += character;
    else if (isShapeless(character)) escaped += `#8249;U#43;${code.toString(16).toUpperCase().padStart(4, '0')}#8250;`;
    else escaped += `#${code};`;
  }
  return escaped === '' ? '#8201;' : escaped;
}

/** All of Unicode's "other" characters except the two joiners, which emoji and several scripts need. */
function isShapeless(character: string): boolean {
  return /\p{C}/u.test(character) && character !== '\u200c' && character !== '\u200d';
}

/** Shortens a text to at most so many characters. */
export function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
