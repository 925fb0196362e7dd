/**
 * Finds the ways to parse a text up to the cursor. A text in progress usually has errors: if no rule accepts a
 * token, a rule may end early or the token may be skipped. The reading with the fewest such repairs wins.
 */
import { GrammarAST } from 'langium';
import type { LexerResult } from 'langium';
import type { Pending, Slot, GrammarStep, Way } from '../../parser/grammar-walk.ts';

export type Token = LexerResult['tokens'][number];

/** The tokens read so far, from the last one backward. */
export interface Trail {
  readonly before: Trail | undefined;
  readonly steps: readonly GrammarStep[];
  readonly slot: Slot;
  readonly token: Token;
  /** The rules that ended early before these steps. */
  readonly abandoned: number;
}

/** A grammar element that is possible at the cursor. */
export interface Place {
  readonly trail: Trail | undefined;
  readonly abandoned: number;
  readonly way: Way;
  /** Whether it is possible only if text on previous lines stays unfinished. */
  readonly aside: boolean;
}

export interface Reading {
  readonly pending: Pending | undefined;
  readonly trail: Trail | undefined;
  readonly cost: number;
  /** The number of skipped opening braces. */
  readonly passed: number;
}

const costOfEnding = 1;
const costOfPassing = 1.5;
/** A word that means something here is seldom meant as a name. */
const costOfNaming = 0.25;
/** Readings that are worse than the best one by more than this are dropped. */
const tolerance = 2;
const most = 12;

/** Returns the readings of these tokens, the best first. */
export function readTokens(start: Pending, tokens: readonly Token[]): readonly Reading[] {
  let before: readonly Reading[] = [];
  let readings: readonly Reading[] = [{ pending: start, trail: undefined, cost: 0, passed: 0 }];
  let line = 0;
  for (const token of tokens) {
    const next = readToken(readings, before, token, (token.startLine ?? 0) > line);
    before = readings;
    readings = next;
    line = token.endLine ?? line;
  }
  return readings;
}

/** The elements that are possible after the best readings. `margin` is the column of the cursor if it starts a line. */
export function placesBehind(readings: readonly Reading[], margin: number | undefined): readonly (readonly Place[])[] {
  const byCost = new Map<number, Place[]>();
  for (const { pending, trail, cost } of readings) {
    const places = byCost.get(cost) ?? [];
    byCost.set(cost, places);
    for (const way of pending?.ways() ?? []) places.push({ trail, abandoned: 0, way, aside: false });
    if (margin === undefined) continue;
    for (const { pending: outer, abandoned } of outerLists(pending, margin === 0)) {
      for (const way of outer.ways()) places.push({ trail, abandoned, way, aside: true });
    }
  }
  return [...byCost].sort(([one], [other]) => one - other).map(([, places]) => places);
}

const parts: ReadonlySet<string> = new Set(['declarations', 'members', 'branches', 'sentences', 'steps']);

/** Whether this way begins another declaration, member, branch, sentence or step. */
export function beginsPart({ steps }: Way): boolean {
  return steps.some(step => step.kind === 'enter' && parts.has(step.assignment?.feature ?? ''));
}

function readToken(
  readings: readonly Reading[],
  before: readonly Reading[],
  token: Token,
  beginsLine: boolean,
): readonly Reading[] {
  const best = new Map<Pending | undefined, Reading>();
  const add = (reading: Reading) => {
    const other = best.get(reading.pending);
    if (!other || other.cost > reading.cost) best.set(reading.pending, reading);
  };
  for (const reading of readings) {
    if (reading.passed > 0 && token.image === '}') add({ ...reading, passed: reading.passed - 1 });
    else for (const next of over(token, reading, reading.pending, 0)) add(next);
  }
  const stuck = best.size === 0;
  if (stuck || beginsLine) {
    for (const reading of readings) {
      for (const { pending, abandoned } of ends(reading.pending, stuck || token.startColumn === 1)) {
        const ended = [...over(token, { ...reading, cost: reading.cost + costOfEnding }, pending, abandoned)];
        // A rule that can end here anyway adds nothing new.
        const isNew = ended.some(next => (best.get(next.pending)?.cost ?? Infinity) > next.cost);
        for (const next of ended) add(next);
        if (isNew) break;
      }
    }
  }
  if (stuck) {
    // The previous token may have been the wrong one.
    for (const reading of before) {
      for (const next of over(token, { ...reading, cost: reading.cost + costOfPassing }, reading.pending, 0)) add(next);
    }
    for (const reading of readings) {
      add({ ...reading, cost: reading.cost + costOfPassing, passed: reading.passed + Number(token.image === '{') });
    }
  }
  const sorted = [...best.values()].sort((one, other) => one.cost - other.cost);
  const limit = (sorted[0]?.cost ?? 0) + tolerance;
  return sorted.filter(({ cost }, index) => cost <= limit && index < most);
}

function* over(
  token: Token,
  reading: Reading,
  pending: Pending | undefined,
  abandoned: number,
): Generator<Reading, undefined> {
  const ways = (pending?.ways() ?? []).filter(({ slot }) => slot.tokens.has(token.tokenType.name));
  const isWord = ({ slot }: Way): boolean => GrammarAST.isKeyword(slot.element);
  for (const way of ways) {
    const { steps, slot, after } = way;
    const cost = reading.cost + (!isWord(way) && ways.some(isWord) ? costOfNaming : 0);
    yield { ...reading, cost, pending: after, trail: { before: reading.trail, steps, slot, token, abandoned } };
  }
  return undefined;
}

/** The continuations after the enclosing rules, the innermost first. */
function* ends(from: Pending | undefined, throughBraces: boolean): Generator<{ pending: Pending; abandoned: number }> {
  let abandoned = 0;
  for (let pending = from; pending; pending = pending.next) {
    if (pending.isClosingBrace && !throughBraces) return;
    if (!pending.isEnd) continue;
    abandoned++;
    if (pending.next) yield { pending: pending.next, abandoned };
  }
}

function* outerLists(from: Pending | undefined, throughBraces: boolean): ReturnType<typeof ends> {
  for (const end of ends(from, throughBraces)) if (end.pending.isList) yield end;
}
