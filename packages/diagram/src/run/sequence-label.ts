/**
 * Texts in a sequence diagram: shown as they are, broken into lines that fit. Mermaid measures a character reference by its
 * length in the source, so only characters that it would read as syntax are written as references.
 */
import { escapeAllBut, shorten } from '../label.ts';

/** The most characters of one name, and of one line. */
const longestName = 40;
const longestLine = 44;
const mostLines = 14;

/** Marks and words that Mermaid leaves alone after a colon; `<`, `&` and `$` begin something, `#` and `;` end the text. */
const plain = /[\p{L}\p{N}\p{M} !'()*+,\-./:=>?_[\]|→…·×✖]/u;

/** Lines, each broken if it is too long; at least one. */
export function textOf(lines: readonly string[], width = longestLine): readonly string[] {
  const broken = lines.flatMap(line => breakLine(line, width));
  const shown = broken.length > mostLines ? [...broken.slice(0, mostLines - 1), '…'] : broken;
  // `wrap:` and `nowrap:` at the beginning are commands to Mermaid.
  return shown.map(line => escapeLine(line).replace(/^((?:no)?wrap\s*):/iu, '$1#58;'));
}

export function nameText(name: string): string {
  return escapeLine(shorten(name, longestName));
}

function breakLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/\s+/u)) {
    const short = shorten(word, longestName);
    if (current === '') current = short;
    else if (current.length + short.length < width) current += ` ${short}`;
    else {
      lines.push(current);
      current = short;
    }
  }
  return [...lines, current];
}

/** `&` and `<` between spaces are no syntax. */
function escapeLine(line: string): string {
  return escapeAllBut(plain, line)
    .replace(/(?<=^| )#38;(?= |$)/g, '&')
    .replace(/(?<=^| )#60;(?= |$)/g, '<');
}
