/** Lets the words that are keywords in a few places only be names in all others. */
import { DefaultTokenBuilder } from 'langium';
import type { GrammarAST, LexerResult } from 'langium';
import { softWords } from './words.ts';

type TokenType = LexerResult['tokens'][number]['tokenType'];

export class ChoreoTokenBuilder extends DefaultTokenBuilder {
  protected override buildKeywordToken(
    keyword: GrammarAST.Keyword,
    terminalTokens: TokenType[],
    caseInsensitive: boolean,
  ): TokenType {
    const token = super.buildKeywordToken(keyword, terminalTokens, caseInsensitive);
    const id = terminalTokens.find(({ name }) => name === 'ID');
    // A token of this type is accepted wherever an identifier is.
    return id && softWords.has(keyword.value) ? { ...token, CATEGORIES: [id] } : token;
  }
}
