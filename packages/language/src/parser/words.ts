/** Distinguishes names from keywords. */
import { AstUtils, GrammarAST } from 'langium';
import { ChoreoGrammar } from '../generated/grammar.ts';

let known: ReadonlySet<string> | undefined;

/** Words that mean something in a few places only, and are names everywhere else: models that use them as names stay what they are. */
export const softWords: ReadonlySet<string> = new Set(['all', 'if', 'no', 'rest', 'retry', 'then']);

/** All keywords that are words and no names, from the grammar. */
export function keywords(): ReadonlySet<string> {
  known ??= new Set(
    AstUtils.streamAllContents(ChoreoGrammar())
      .filter(GrammarAST.isKeyword)
      .map(keyword => keyword.value)
      .filter(value => /^[a-z]/.test(value) && !softWords.has(value)),
  );
  return known;
}

export function isKeyword(text: string): boolean {
  return keywords().has(text);
}

/** Whether a text has the form of an identifier. It may still be a keyword. */
export function isName(text: string): boolean {
  return /^[_a-zA-Z\u00a1-\uffff][_a-zA-Z0-9\u00a1-\uffff]*$/.test(text);
}

/** The characters of names, as part of a regular expression. */
export const wordCharacter = '[_a-zA-Z0-9\\u00a1-\\uffff]';

/** A character of a name, or an opening quote: if it follows the cursor, the name after the cursor is meant. */
export const nameCharacter = new RegExp(`${wordCharacter}|"`);
