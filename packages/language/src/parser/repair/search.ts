/** Finds the likeliest repair of the first slip in a text: of those after which the text can be read on, the one that changes least. */
import type { LexerResult } from 'langium';
import { readFrom, statesOf } from './automaton.ts';
import type { State, Token } from './automaton.ts';
import { candidatesNear } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { isFixedType, isWordType, TokenLine } from './token-line.ts';

/** A repair, with the tokens before it. */
export interface Repair extends Candidate {
  readonly before: readonly Token[];
  readonly after: Token[];
  /** The index of the first token that could not follow, and of the one at which the parser noticed that something is wrong. */
  readonly error: number;
  readonly noticed: number;
  /** Other candidates that are about as likely, at the same place. */
  readonly others: readonly Candidate[];
}

/** Reading on for more tokens than this shows nothing new. */
const furthest = 400;
/** The cost of a repair that does not let all of it be read, and of each token fewer than a few: there may be another slip. */
const costOfRest = 2.5;
const few = 6;
const costOfFewer = 0.4;
/** The same sign again, in the same wrong place. */
const costOfSame = 0.5;
/** Where the parser noticed it, a slip is likelier, except for a brace, which is missed only at what comes behind the block. */
const bonus = 0.6;
const aboutAsLikely = 0.7;

export type TokenType = LexerResult['tokens'][number]['tokenType'];

export function findRepair(
  start: State,
  tokens: readonly Token[],
  noticed: number,
  typeOf: (name: string) => TokenType | undefined,
): Repair | undefined {
  const states = statesOf(start, tokens);
  const error = states.length - 1;
  if (error === tokens.length && states[error]?.expected.has('EOF')) return undefined;
  const line = new TokenLine(tokens);
  const to = Math.min(line.declarationAfterNext(error), error + furthest);
  const best: { readonly candidate: Candidate; readonly cost: number }[] = [];
  let limit = Infinity;
  for (const each of candidatesNear(line, states, error)) {
    const isNoticed = each.from === noticed && each.kind !== 'unreadable' && each.written[0]?.type !== '}';
    const candidate = isNoticed ? { ...each, cost: each.cost - bonus } : each;
    if (candidate.cost > limit + aboutAsLikely) continue;
    const reached = reach(states[candidate.from], candidate, tokens, to);
    if (reached <= error && reached < to) continue;
    const cost = candidate.cost + (reached >= to ? 0 : costBehind(candidate, line, reached, error));
    limit = Math.min(limit, cost);
    best.push({ candidate, cost });
  }
  best.sort((one, other) => one.cost - other.cost);
  const [first, ...rest] = best;
  if (!first) return undefined;
  const { from } = first.candidate;
  const others = rest
    .filter(({ candidate, cost }) => cost <= first.cost + aboutAsLikely && candidate.from === from)
    .map(({ candidate }) => candidate);
  const after = newTokens(first.candidate, tokens, typeOf);
  if (!after) return undefined;
  return {
    ...first.candidate,
    before: tokens,
    after: [...tokens.slice(0, from), ...after, ...tokens.slice(first.candidate.to)],
    error,
    noticed,
    others,
  };
}

function costBehind({ kind, from }: Candidate, line: TokenLine, reached: number, error: number): number {
  if (kind === 'foreign' && line.image(reached) === line.image(from)) return costOfSame;
  return costOfRest + Math.max(0, few - (reached - error)) * costOfFewer;
}

function reach(state: State | undefined, candidate: Candidate, tokens: readonly Token[], to: number): number {
  let current = state;
  for (const { type } of candidate.written) current = current?.next(type);
  return current ? readFrom(current, tokens, candidate.to, to) : -1;
}

function newTokens(
  candidate: Candidate,
  tokens: readonly Token[],
  typeOf: (name: string) => TokenType | undefined,
): Token[] | undefined {
  const { from, to, kind, written } = candidate;
  if (kind === 'swapped') {
    // The tree has its parts in the order of the text, so only one of the two can be in it.
    const [first, second] = [tokens[to - 1], tokens[from]];
    if (!first || !second) return undefined;
    const kept = worth(first) >= worth(second) ? first : second;
    return [first, second].map(token => (token === kept ? token : { ...token, isInsertedInRecovery: true }));
  }
  const made: Token[] = [];
  for (const [index, { type, image }] of written.entries()) {
    const tokenType = typeOf(type);
    if (!tokenType) return undefined;
    const same = written.length > 1 && from + index < to ? tokens[from + index] : undefined;
    const place = same?.image === image ? same : placeOf(candidate, tokens, written.length > 1 ? '' : image);
    made.push({ ...place, image: image || type, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0 });
  }
  return made;
}

function worth({ tokenType: { name } }: Token): number {
  return isFixedType(name) ? Number(isWordType(name)) : 2;
}

/** Where those stand that it replaces; without any, where the one before it ends. The parser makes nothing of the latter. */
function placeOf(
  { from, to, kind }: Candidate,
  tokens: readonly Token[],
  image: string,
): Omit<Token, 'tokenType' | 'tokenTypeIdx'> {
  const [first, last] = [tokens[from], tokens[to - 1]];
  if (first && last && to > from && image !== '' && kind !== 'unreadable') {
    const { endOffset, endLine, endColumn } = last;
    return { ...first, image, ...placed({ endOffset, endLine, endColumn }) };
  }
  const previous = tokens[from - 1] ?? first;
  const startOffset = from > 0 ? (previous?.endOffset ?? 0) : 0;
  const line = previous?.endLine ?? 1;
  const column = previous?.endColumn ?? 1;
  return {
    image,
    startOffset,
    endOffset: startOffset,
    startLine: line,
    endLine: line,
    startColumn: column,
    endColumn: column,
    isInsertedInRecovery: true,
  };
}

function placed(places: { readonly [key in 'endOffset' | 'endLine' | 'endColumn']: number | undefined }) {
  return Object.fromEntries(Object.entries(places).filter(([, value]) => value !== undefined));
}
