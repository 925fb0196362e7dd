/** Finds what a TypeScript file imports by reading its text: what stands in comments and template texts is no import. */

/** The module of every `import`, `export … from` and `import(…)`, types included, in the order of the text. */
export function importsOf(source: string): string[] {
  const tokens = source.matchAll(TOKEN);
  const found: string[] = [];
  let before = '';
  let beforeThat = '';
  for (const [token] of tokens) {
    if (/^['"]/.test(token)) {
      const isImport = before === 'from' || before === 'import' || (before === '(' && beforeThat === 'import');
      if (isImport) found.push(token.slice(1, -1));
    }
    if (/^\/[/*]/.test(token)) continue;
    beforeThat = before;
    before = token;
  }
  return found;
}

/**
 * A comment, a string, a template text (an inner one ends it, which costs nothing here: no import stands inside one), a
 * regular expression after a sign that cannot end a value, a word, or a single sign.
 */
const TOKEN =
  /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[(,=:?&|!;{}[]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|[\w$]+|\S/g;
