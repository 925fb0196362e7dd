/** The documentation comment before a declaration. */

/**
 * The text of the `/** … *\/` that ends right before `offset` (white space aside), without stars and indentation.
 * Read from the text, since a search in the syntax tree would visit all siblings each time.
 */
export function docBefore(text: string, offset: number): string | undefined {
  let end = offset;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  if (!text.startsWith('*/', end - 2)) return undefined;
  const start = text.lastIndexOf('/*', end - 3);
  if (start < 0 || !text.startsWith('/**', start) || end - start < 5) return undefined;
  const lines = text
    .slice(start + 3, end - 2)
    .split(/\r?\n/)
    .map(line => line.replace(/^\s*\*? ?/, '').trimEnd());
  return lines.join('\n').trim() || undefined;
}
