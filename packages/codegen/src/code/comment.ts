/** Puts text from a model into comments, and escapes it so that it cannot end the comment. */

/** A JSDoc comment of these lines and tags; empty without any. */
export function docComment(...texts: readonly (string | undefined)[]): string {
  const lines = texts.flatMap(text => (text === undefined ? [] : linesOf(text)));
  if (lines.length === 0) return '';
  if (lines.length === 1 && (lines[0] ?? '').length <= 110) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map(line => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`;
}

/** Model text in a comment: in backticks, or as a code block if it has several lines. */
export function quoted(text: string): string {
  return text.includes('\n') ? codeBlock(text) : `\`${text}\``;
}

export function codeBlock(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** A `//` comment on one line. */
export function lineComment(text: string): string {
  return `// ${linesOf(text).join(' ')}`;
}

/** Escapes text for any comment: no end of comment, no compiler directive, no additional line break. */
function linesOf(text: string): readonly string[] {
  return text
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/ *')
    .replace(/@(?=ts-)/gi, '@ ')
    .replace(/#(?=\s*source(Mapping)?URL)/gi, '# ')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(line => line.replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/gu, ' ').trimEnd());
}
