/**
 * Makes every word before `: on` a label, whatever else the word means, unless it is a field with the value `on`, and rejects text that is nested so deeply that the
 * recursive parser and checks would run out of stack.
 */
import { DefaultLexer } from 'langium';
import type { LexerResult } from 'langium';
import { isName } from './words.ts';

type Token = LexerResult['tokens'][number];

/** Far more than anyone writes. The stack of a browser's worker holds several times as much. */
const deepest = 32;
const longest = 500;

const opening = new Set(['{', '(', '[']);
const closing = new Set(['}', ')', ']']);
const operators = new Set(['and', 'or', '+', '-', '*', '/']);

export class ChoreoLexer extends DefaultLexer {
  override tokenize(text: string): LexerResult {
    const result = super.tokenize(text);
    this.#markLabels(result.tokens);
    const { kept, refused } = withoutDepths(result.tokens);
    if (refused.length === 0) return result;
    const errors = refused.map(({ token, message }) => ({
      message,
      offset: token.startOffset,
      line: token.startLine,
      column: token.startColumn,
      length: token.image.length,
    }));
    return { ...result, tokens: kept, errors: [...result.errors, ...errors] };
  }

  #markLabels(tokens: readonly Token[]): void {
    const label = this.definition['LABEL'];
    if (!label) return;
    for (let i = 2; i < tokens.length; i++) {
      if (tokens[i]?.image !== 'on' || tokens[i - 1]?.image !== ':') continue;
      const token = tokens[i - 2];
      if (!token || !isName(token.image) || isFieldIn(tokens, i)) continue;
      token.tokenType = label;
      token.tokenTypeIdx = label.tokenTypeIdx ?? token.tokenTypeIdx;
    }
  }
}

/** `{ power: on, …}`, where the word `on` at this index is a value: no message's name follows it. */
function isFieldIn(tokens: readonly Token[], on: number): boolean {
  const [before, next] = [tokens[on - 3]?.image, tokens[on + 1]?.image];
  if (before !== ',' && before !== '{') return false;
  // A service begins so, too.
  if (before === '{' && tokens[on - 5]?.image === 'service') return false;
  return next === undefined || !isName(next) || next === 'and' || next === 'or' || next === 'in';
}

interface Refused {
  readonly token: Token;
  readonly message: string;
}

/** The tokens without those that are too deep, and the first token of each omitted section. */
function withoutDepths(tokens: readonly Token[]): { readonly kept: Token[]; readonly refused: readonly Refused[] } {
  const kept: Token[] = [];
  const refused: Refused[] = [];
  let depth = 0;
  let maps = 0;
  let signs = 0;
  let lists = 0;
  let chain = 0;
  let counting = false;
  let skipping = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token) break;
    const { image } = token;
    if (closing.has(image)) depth = Math.max(0, depth - 1);
    // Elsewhere, these two are comparison operators.
    const opensMap = image === '<' && tokens[i - 1]?.image === 'map';
    if (image === '>') maps = Math.max(0, maps - 1);
    else if (image === '{' || image === '}') maps = 0;
    // Only in expressions: a trigger such as `on A or B or …` may be long, since its parts do not nest.
    if (image === 'when' || image === '=') counting = true;
    else if (beginsCondition(tokens, i)) {
      counting = true;
      chain = 0;
    } else if (image === ':' && tokens[i + 1]?.image !== 'on') {
      counting = true;
      chain = 0;
    } else if (image === '->' || image === '{' || image === '}') counting = false;
    chain = counting ? chain + Number(operators.has(image)) : 0;
    signs = image === 'not' || image === '-' ? signs + 1 : 0;
    // `int[][]`: a list of lists.
    if (image === '[' && tokens[i + 1]?.image === ']') lists++;
    else if (image !== ']') lists = 0;
    const deep = depth + maps >= deepest || signs > deepest || lists > deepest;
    if (deep || chain > longest) {
      if (!skipping) refused.push({ token, message: deep ? tooDeep : tooLong });
      skipping = true;
    } else {
      kept.push(token);
      skipping = false;
    }
    if (opening.has(image)) depth++;
    if (opensMap) maps++;
  }
  return { kept, refused };
}

/** The last word of `at rest` and `at all times`. */
function beginsCondition(tokens: readonly Token[], at: number): boolean {
  const [first, second, third] = [2, 1, 0].map(back => tokens[at - back]?.image);
  return (second === 'at' && third === 'rest') || (first === 'at' && second === 'all' && third === 'times');
}

const tooDeep = `This is nested more than ${deepest} levels deep. Split it up, or give names to its parts.`;
const tooLong = `This expression has more than ${longest} parts. Split it up.`;
