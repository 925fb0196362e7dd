/** What is a name, and what a word of the language. */
import { AstUtils, GrammarAST } from 'langium';
import { ChoreoGrammar } from '../generated/grammar.ts';

let known: ReadonlySet<string> | undefined;

/** All keywords that are words, from the grammar itself. */
export function keywords(): ReadonlySet<string> {
  known ??= new Set(
    AstUtils.streamAllContents(ChoreoGrammar())
      .filter(GrammarAST.isKeyword)
      .map(keyword => keyword.value)
      .filter(value => /^[a-z]/.test(value)),
  );
  return known;
}

export function isKeyword(text: string): boolean {
  return keywords().has(text);
}

/** Spelled like an identifier; it may be a keyword all the same. */
export function isName(text: string): boolean {
  return /^[_a-zA-Z\u00a1-\uffff][_a-zA-Z0-9\u00a1-\uffff]*$/.test(text);
}

/** What stands within names, as a part of a regular expression. */
export const wordCharacter = '[_a-zA-Z0-9\\u00a1-\\uffff]';

/** A character of a name, or the quote before a text: with the cursor before it, the name behind the cursor is meant. */
export const nameCharacter = new RegExp(`${wordCharacter}|"`);
