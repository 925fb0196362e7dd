/** Ids for Mermaid that are derived from names, so that they stay the same while the text around a name changes. */

/** Gives each id once. If a name occurs twice (which the language reports), the second id gets a number. */
export interface Ids {
  take(kind: string, ...names: readonly string[]): string;
}

export function createIds(): Ids {
  const taken = new Set<string>();
  return {
    take(kind, ...names) {
      const id = idOf(kind, ...names);
      let unique = id;
      for (let number = 2; taken.has(unique); number++) unique = idOf(kind, ...names, String(number));
      taken.add(unique);
      return unique;
    },
  };
}

/**
 * Different names give different ids: letters and digits stay, anything else becomes its code point in
 * hexadecimal between underscores, and two underscores separate the names. The kind in front keeps ids apart from Mermaid's
 * keywords (`end`, `graph`).
 */
export function idOf(kind: string, ...names: readonly string[]): string {
  return [kind, ...names.map(encode)].join('__');
}

function encode(name: string): string {
  let encoded = '';
  for (const character of name) {
    encoded += /[0-9A-Za-z]/.test(character) ? character : `_${(character.codePointAt(0) ?? 0).toString(16)}_`;
  }
  return encoded;
}
