/** Finds what a TypeScript file imports by reading its text: what stands in comments and template texts is no import. */
import { tokensOf } from './tokens-of-code.ts';

/** The module of every `import`, `export … from` and `import(…)`, types included, in the order of the text. */
export function importsOf(source: string): string[] {
  const found: string[] = [];
  let before = '';
  let beforeThat = '';
  for (const token of tokensOf(source)) {
    if (/^['"]/.test(token)) {
      const isImport = before === 'from' || before === 'import' || (before === '(' && beforeThat === 'import');
      if (isImport) found.push(token.slice(1, -1));
    }
    beforeThat = before;
    before = token;
  }
  return found;
}
