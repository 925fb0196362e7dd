/** Texts of a model inside comments, which they cannot leave. */

/** A JSDoc comment of these lines and tags; nothing where there is nothing to say. */
export function docComment(...texts: readonly (string | undefined)[]): string {
  const lines = texts.flatMap(text => (text === undefined ? [] : linesOf(text)));
  if (lines.length === 0) return '';
  if (lines.length === 1 && (lines[0] ?? '').length <= 110) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map(line => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`;
}

/** A sentence of the model in a comment: in backticks, or set apart where it takes several lines. */
export function quoted(text: string): string {
  return text.includes('\n') ? codeBlock(text) : `\`${text}\``;
}

export function codeBlock(text: string): string {
  return text.replace(/^/gm, '    ');
}

/** A `//` comment in one line. */
export function lineComment(text: string): string {
  return `// ${linesOf(text).join(' ')}`;
}

/** For use inside any comment: no end of it, no directive to the compiler, no line break but the given ones. */
function linesOf(text: string): readonly string[] {
  return text
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/ *')
    .replace(/@(?=ts-)/gi, '@ ')
    .replace(/#(?=\s*source(Mapping)?URL)/gi, '# ')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(line => line.replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/gu, ' ').trimEnd());
}
