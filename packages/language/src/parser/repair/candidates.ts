/** What may be wrong near a token that cannot follow: a token too few or too many, a wrong one, or two in the wrong order. */
import { durationOf, meantBy, nearKeywords } from './idioms.ts';
import { endOfText } from './automaton.ts';
import type { State } from './automaton.ts';
import { isFixedType, isWordType } from './token-line.ts';
import type { TokenLine } from './token-line.ts';

export type RepairKind =
  | 'missing'
  | 'surplus'
  | 'misspelt'
  | 'foreign'
  | 'mixed'
  | 'duration'
  | 'unquoted'
  | 'reserved'
  | 'wrong'
  | 'swapped'
  | 'unreadable';

/** A token to be written. */
export interface Written {
  readonly type: string;
  readonly image: string;
}

/** Tokens `from` up to `to`, exclusive, are replaced by others. */
export interface Candidate {
  readonly kind: RepairKind;
  readonly from: number;
  readonly to: number;
  readonly written: readonly Written[];
  /** How unlikely it is that this was meant, from about 1. */
  readonly cost: number;
}

/** So many tokens before the one that cannot follow are suspected, and braces anywhere in the declaration. */
const suspected = 12;
const costOfDistance = 0.4;
const mostBraces = 3;
const mostUnfinished = 3;
const closing: Written = { type: '}', image: '}' };
/** With the rest of a line, or of a member, that is passed over. */
const longestPassed = 60;

/** What is before or behind them is rather missing. */
const joining = new Set(['->', ':', '=', '==', '.']);

export function* candidatesNear(line: TokenLine, states: readonly State[], error: number): Generator<Candidate> {
  // The keyword before it may be a name, or what stands in the block of the declaration above.
  const start = line.declarationBefore(line.declarationBefore(error));
  for (let at = error; at >= Math.max(0, start - 1); at--) {
    const state = states[at];
    if (!state) continue;
    const isNear = error - at <= suspected;
    const distance = (error - at) * costOfDistance;
    yield* missingBraces(line, state, at, start, error);
    if (at === error) yield* unfinished(line, state, at);
    if (!isNear) continue;
    for (const each of missing(line, state, at, error)) yield { ...each, cost: each.cost + distance };
    for (const each of changed(line, state, states[at - 1], at, error)) {
      // What covers the token that cannot follow explains it.
      yield { ...each, cost: each.cost + (each.to > error ? 0 : distance) };
    }
    yield* unreadable(line, state, at, error, distance);
  }
}

function* missingBraces(line: TokenLine, state: State, at: number, start: number, error: number): Generator<Candidate> {
  const brace = (image: string, cost: number): Candidate => ({
    kind: 'missing',
    from: at,
    to: at,
    written: [{ type: image, image }],
    cost,
  });
  const isFirst = line.isFirstOfLine(at);
  const near = Math.min(3, (error - at) * costOfDistance);
  if (state.wanted.has('{')) {
    const isDeeper = isFirst && line.indentation(at) > line.indentation(at - 1);
    yield brace('{', (isDeeper ? 1.5 : 2 + near) + (line.image(at) === '}' ? 2 : 0));
  }
  let inner = at === error ? state : undefined;
  for (let count = 2; inner && count <= mostBraces; count++) {
    inner = inner.next('}');
    if (inner?.wanted.has('}'))
      yield { ...brace('}', 2.5 + count), written: Array.from({ length: count }, () => closing) };
  }
  if (state.wanted.has('}')) {
    const opener = line.openBefore(at, start);
    const margin = opener === undefined ? 0 : line.indentation(opener);
    const own = line.indentation(at);
    const isDedented = isFirst && (own < margin || (own === margin && line.image(at) !== '}'));
    yield brace('}', isDedented ? (own < margin ? 1.2 : 1.5) : (isFirst ? 3.5 : 2.5) + near);
  }
}

function* missing(line: TokenLine, state: State, at: number, error: number): Generator<Candidate> {
  for (const type of state.wanted) {
    if (type === '{' || type === '}') continue;
    const punctuation = isFixedType(type) && !isWordType(type);
    let cost = punctuation ? 2 : isFixedType(type) ? 3 : 3.2;
    // These stand between two tokens of one line.
    if (line.isFirstOfLine(at) && [':', '.', ','].includes(type)) cost += 2;
    if (type === '.') cost += 1;
    if (type === 'STRING') cost += 1;
    // What is a keyword at its place would be a name.
    if (at < error && isWordType(line.at(at)?.tokenType.name ?? '') && (type === 'ID' || isWordType(type))) cost += 1.5;
    if (type === '@') cost += line.image(at + 1) === '(' ? -0.5 : 4;
    yield { kind: 'missing', from: at, to: at, written: [{ type, image: isFixedType(type) ? type : '' }], cost };
  }
}

/** Two or three tokens that are missing where somebody has not written on. */
function* unfinished(line: TokenLine, state: State, at: number): Generator<Candidate> {
  const next = line.at(at)?.tokenType.name ?? endOfText;
  // Within a line, somebody has written on.
  const isBreak = line.isFirstOfLine(at) || line.isAnchor(at) || ['}', ')', ']'].includes(line.image(at));
  const cost = isBreak ? 2 : 4;
  let before: readonly { readonly state: State; readonly written: readonly Written[] }[] = [{ state, written: [] }];
  for (let count = 1; count <= mostUnfinished; count++) {
    const reached = new Map<State, readonly Written[]>();
    for (const { state: from, written } of before) {
      for (const type of from.wanted) {
        const to = from.next(type);
        if (to && !reached.has(to)) reached.set(to, [...written, { type, image: isFixedType(type) ? type : '' }]);
      }
    }
    before = [...reached].map(([to, written]) => ({ state: to, written }));
    if (count === 1) continue;
    for (const { state: to, written } of before) {
      if (to.expected.has(next)) yield { kind: 'missing', from: at, to: at, written, cost: cost + count * 0.7 };
    }
  }
}

function* changed(
  line: TokenLine,
  state: State,
  labels: State | undefined,
  at: number,
  error: number,
): Generator<Candidate> {
  const token = line.at(at);
  if (!token) return;
  const { image } = token;
  const type = token.tokenType.name;
  // What begins here is not to be taken for a part of what is above.
  if (at === error && line.isAnchor(at)) {
    const brace = line.at(at + 1);
    if (brace?.image !== '}') return;
    const written = [closing, { type, image }];
    yield { kind: 'swapped', from: at, to: at + 2, written, cost: 1.2 };
    return;
  }
  const isName = type === 'ID' || type === 'LABEL';
  const one = (kind: RepairKind, to: number, written: readonly Written[], cost: number): Candidate => ({
    kind,
    from: at,
    to,
    written,
    cost,
  });
  const isDouble = image === line.image(at - 1) || image === line.image(at + 1);
  const removal = isDouble
    ? 1.8
    : isName
      ? 4
      : isWordType(type)
        ? at < error
          ? 5
          : 3.5
        : at < error || joining.has(image) || image === '{' || !isFixedType(type)
          ? 3.6
          : 2.6;
  yield one('surplus', at + 1, [], removal);

  const next = line.at(at + 1);
  const touches = next !== undefined && next.startOffset === (token.endOffset ?? 0) + 1;
  const both = touches ? meantBy([image, next.image]) : [];
  const idioms = [both.length > 0 ? { to: at + 2, meant: both } : { to: at + 1, meant: meantBy([image]) }];
  for (const { to, meant } of idioms) {
    for (const [rank, each] of meant.entries()) {
      if (state.expected.has(each))
        yield one('foreign', to, [{ type: each, image: each }], (to > at + 1 ? 0.7 : 1.4) + rank * 0.3);
    }
  }
  const other = { and: 'or', or: 'and' }[image];
  if (other !== undefined && state.wanted.has(other)) yield one('mixed', at + 1, [{ type: other, image: other }], 1.6);
  if (state.expected.has('DURATION') && type === 'NUMBER' && next) {
    const duration = durationOf(image, next.image);
    if (duration !== undefined) yield one('duration', at + 2, [{ type: 'DURATION', image: duration }], 1);
  }
  const before = line.at(at - 1);
  if (image === ':' && before && labels?.expected.has('LABEL') && !state.expected.has(':')) {
    // The lexer makes labels of keywords only where `on` follows.
    const label = { type: 'LABEL', image: before.image };
    const on = { type: 'on', image: 'on' };
    yield { kind: 'missing', from: at - 1, to: at + 1, written: [label, { type: ':', image }, on], cost: 2.5 };
  }
  const hyphenated = [...state.wanted].filter(each => each.includes('-') && each.length > 2);
  if (hyphenated.length > 0) {
    const end = line.endOfWord(at);
    const whole = line.tokens.slice(at, end).map(each => each.image);
    const [meant] = nearKeywords(whole.join(''), hyphenated);
    if (meant !== undefined) yield one('misspelt', end, [{ type: meant, image: meant }], 1);
  }
  const near = nearKeywords(image, [...state.wanted].filter(isWordType));
  for (const [rank, each] of near.entries()) {
    if (each !== type)
      yield one('misspelt', at + 1, [{ type: each, image: each }], (type === image ? 5 : 1.2) + rank * 0.3);
  }
  if (state.wanted.has('ID') && !isName && !state.expected.has(type)) {
    yield one(isWordType(type) ? 'reserved' : 'wrong', at + 1, [{ type: 'ID', image }], isWordType(type) ? 3 : 4.5);
  }
  if (state.wanted.has('STRING') && (isName || isWordType(type))) {
    yield one('unquoted', at + 1, [{ type: 'STRING', image: `"${image}"` }], 2.5);
  }
  if (state.wanted.has('ID') && type === 'STRING' && /^"\w+"$/.test(image)) {
    yield one('unquoted', at + 1, [{ type: 'ID', image: image.slice(1, -1) }], 2.5);
  }
  for (const instead of state.wanted) {
    if (['ID', '{', '}', type].includes(instead)) continue;
    const alike = isWordType(instead) === (isName || isWordType(type));
    yield one('wrong', at + 1, [{ type: instead, image: isFixedType(instead) ? instead : '' }], alike ? 4.5 : 5);
  }
  if (next && next.tokenType !== token.tokenType) {
    const written = [next, token].map(each => ({ type: each.tokenType.name, image: each.image }));
    yield one('swapped', at + 2, written, line.isFirstOfLine(at + 1) ? 3.2 : 2.7);
  }
}

/** Passes over some tokens: up to the end of the line, or up to a later line, where blocks may have to be closed. */
function* unreadable(line: TokenLine, state: State, at: number, error: number, distance: number): Generator<Candidate> {
  for (let to = Math.max(at + 1, error); to <= Math.min(at + longestPassed, line.tokens.length); to++) {
    if (to > at + 4 && !line.isFirstOfLine(to) && line.image(to) !== '}') continue;
    const passed: Candidate = {
      kind: 'unreadable',
      from: at,
      to,
      written: [],
      cost: 6 + distance + (to - at) * 0.4,
    };
    yield passed;
    if (!line.isAnchor(to) && to < line.tokens.length) continue;
    let inner: State | undefined = state;
    for (let count = 1; count <= mostBraces && inner?.wanted.has('}'); count++) {
      inner = inner.next('}');
      yield { ...passed, written: Array.from({ length: count }, () => closing), cost: passed.cost + count };
    }
  }
}
