/** The tokens of a TypeScript file, read from its text: enough to see what it imports and calls. */

/** Without comments; strings and template texts whole, those of a template's own code after it. */
export function tokensOf(source: string): readonly string[] {
  const found: string[] = [];
  for (const [token] of source.matchAll(TOKEN)) {
    if (/^\/[/*]/.test(token)) continue;
    found.push(token);
    if (token.startsWith('`'))
      for (const [, code = ''] of token.matchAll(/\$\{([^`]*?)\}/g)) found.push(...tokensOf(code));
  }
  return found;
}

/**
 * A comment, a string, a template text (an inner one ends it, which costs nothing here: no import stands inside one), a
 * regular expression after a sign that cannot end a value, a word, or a single sign.
 */
const TOKEN =
  /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:?&|!;{}[]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|[\w$]+|\S/g;
