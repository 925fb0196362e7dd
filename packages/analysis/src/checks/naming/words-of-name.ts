/** Splits a name into words, and joins words in the same style. */

export interface NameParts {
  /** In lower case. */
  readonly words: readonly string[];
  /** `Event`, `V2`, as written: a suffix without a meaning of its own. */
  readonly tail: readonly string[];
  readonly style: 'Pascal' | 'camel' | 'snake' | 'SNAKE';
  /** As written, for words that keep their spelling. */
  readonly written: ReadonlyMap<string, string>;
}

/** Undefined if a word has other characters than plain letters: it is of another language, or no word. */
export function partsOf(name: string): NameParts | undefined {
  const pieces = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu) ?? [];
  // A name in only one case and without separators cannot be split into words.
  if (pieces.join('') !== name.replaceAll('_', '') || pieces.some(piece => /[^a-zA-Z0-9]/.test(piece)))
    return undefined;
  let end = pieces.length;
  while (end > 1 && isTail(pieces[end - 1] ?? '')) end--;
  const said = pieces.slice(0, end);
  return {
    words: said.map(piece => piece.toLowerCase()),
    tail: pieces.slice(end),
    style: styleOf(name),
    written: new Map(said.map(piece => [piece.toLowerCase(), piece])),
  };
}

export function nameOf(words: readonly string[], { tail, style, written }: NameParts): string {
  const end = tail.map(piece => piece.toLowerCase());
  switch (style) {
    case 'snake':
      return [...words, ...end].join('_');
    case 'SNAKE':
      return [...words, ...end].join('_').toUpperCase();
    case 'Pascal':
    case 'camel': {
      const [first = '', ...rest] = words;
      const start = style === 'camel' ? first : capital(first, written);
      return [start, ...rest.map(word => capital(word, written)), ...tail].join('');
    }
    default:
      return style satisfies never;
  }
}

function capital(word: string, written: ReadonlyMap<string, string>): string {
  const known = written.get(word);
  // `SMS` and `PO` stay as they are.
  if (known !== undefined && known.length > 1 && known === known.toUpperCase()) return known;
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function isTail(piece: string): boolean {
  return /^(?:event|command|v|\d+)$/i.test(piece);
}

function styleOf(name: string): NameParts['style'] {
  if (name.includes('_')) return name === name.toUpperCase() ? 'SNAKE' : 'snake';
  return /^\p{Ll}/u.test(name) ? 'camel' : 'Pascal';
}
