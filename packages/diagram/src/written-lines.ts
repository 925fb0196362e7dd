/** The lines of an element as written: with its findings and badges, and with long names broken. */
import type { Marker } from './diagram.ts';
import { shorten } from './label.ts';
import { badgeOf } from './markers.ts';
import { soft, type Badge, type Line } from './picture.ts';

export interface WrittenBadge {
  readonly badge: Badge;
  /** Which lines of the element are its own, from `first` (included) to `end` (excluded). */
  readonly first: number;
  readonly end: number;
}

/** `markersOn`: by the id of an element or badge. A finding on a badge follows the badge; findings on the element come last. */
export function writtenLines(
  { id, lines }: { readonly id: string; readonly lines: readonly Line[] },
  markersOn: (id: string) => readonly Marker[],
): readonly Line[] {
  const finding = (of: string, badge?: Badge): readonly Line[] => {
    const text = badgeOf(markersOn(of));
    return text === undefined ? [] : [{ ...soft(text), ...(badge && { badge }) }];
  };
  const written = lines.flatMap(line => [...broken(line), ...(line.badge ? finding(line.badge.id, line.badge) : [])]);
  return [...written, ...finding(id)];
}

export function writtenBadges(lines: readonly Line[]): readonly WrittenBadge[] {
  const found = new Map<Badge, WrittenBadge>();
  lines.forEach(({ badge }, index) => {
    if (badge) found.set(badge, { badge, first: found.get(badge)?.first ?? index, end: index + 1 });
  });
  return [...found.values()];
}

/** How much of a line is shown; the title has all of it. */
const longest = 56;

/** In characters. Mermaid makes a column as wide as its longest line, and does not break within a name. */
const longestLine = 30;
const longestWord = 24;

function broken(line: Line): readonly Line[] {
  return brokenText(shorten(line.text, longest)).map(text => ({ ...line, text }));
}

/** Breaks at spaces, and within long names where a new word begins: `OrderStatusChangedTo` · `AwaitingValidation`. */
export function brokenText(text: string): readonly string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ')) {
    for (const [index, piece] of brokenWord(word).entries()) {
      if (line === undefined) line = piece;
      else if (index === 0 && line.length + 1 + piece.length <= longestLine) line = `${line} ${piece}`;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return [...lines, line ?? ''];
}

/** Splits into as few pieces as possible, of about the same length. */
function brokenWord(word: string): readonly string[] {
  if (word.length <= longestWord) return [word];
  const most = Math.min(longestWord, Math.ceil(word.length / Math.ceil(word.length / longestWord)) + 3);
  const pieces: string[] = [];
  let piece = '';
  for (const part of word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=[_.])/u)) {
    if (piece !== '' && piece.length + part.length > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += part;
  }
  return [...pieces, piece];
}
