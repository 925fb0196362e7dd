/** Colours a text as VS Code does: the TextMate grammar of the extension in the engine that VS Code uses. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

export interface ScopedToken {
  readonly text: string;
  /** Innermost last, without the language's own. */
  readonly scopes: readonly string[];
}

const grammarFile = new URL('../../../syntaxes/choreo.tmLanguage.json', import.meta.url);
const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));

const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(wasm).then(() => ({
    createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  })),
  loadGrammar: async scope =>
    scope === 'source.choreo' ? textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), 'choreo.json') : null,
});

/** The tokens of a text, line after line; white space is left out. */
export async function tokensOf(text: string): Promise<ScopedToken[]> {
  const grammar = await registry.loadGrammar('source.choreo');
  if (!grammar) throw new Error('The grammar could not be loaded.');
  const tokens: ScopedToken[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const word = line.slice(startIndex, endIndex);
      if (word.trim()) tokens.push({ text: word.trim(), scopes: scopes.slice(1) });
    }
  }
  return tokens;
}

/** The innermost scope of each token that has one, without the language's name, as `word scope` lines. */
export function show(tokens: readonly ScopedToken[]): string[] {
  return tokens.map(({ text, scopes }) => `${text} ${(scopes.at(-1) ?? 'none').replace(/\.choreo$/, '')}`);
}
