/** Makes of a repair what is reported: where it is, what is wrong, and how to fix it. */
import type { Token } from './automaton.ts';
import type { Repair } from './search.ts';
import type { Slip } from './slip.ts';
import { fixesOf } from './slip-fixes.ts';
import { ownWords, wordsFor } from './slip-words.ts';
import { endOf, isFixedType, isWordType, TokenLine } from './token-line.ts';

/** `said` is what the parser says of the place where it noticed the slip. */
export function slipOf(repair: Repair, said: string, text: string): Slip {
  const line = new TokenLine(repair.before);
  const own = ownWords(repair, line);
  const fixes = fixesOf(repair, line, text);
  const stranger = /^`(.*)` does not begin a member/.exec(said)?.[1];
  const isOther =
    repair.kind === 'misspelt' ||
    (repair.kind === 'missing' &&
      stranger !== undefined &&
      repair.from < repair.noticed &&
      !isWordType(repair.written[0]?.type ?? ''));
  if (own === undefined && !isOther && knowsMore(repair, line)) {
    if (repair.kind === 'foreign' && repair.to > repair.from + 1)
      return { ...placeOf(repair, text), message: said, fixes };
    const at =
      stranger !== undefined && line.image(repair.noticed - 1) === stranger ? repair.noticed - 1 : repair.noticed;
    return { ...(placeOfToken(line.at(at)) ?? lastCharacter(line)), message: said, fixes };
  }
  return { ...placeOf(repair, text), message: own ?? wordsFor(repair, line, said), fixes };
}

/** Whether the parser, which knows more of the grammar, noticed the slip where it is. */
function knowsMore({ kind, from, error, noticed, before }: Repair, line: TokenLine): boolean {
  if (kind === 'surplus') return noticed === from;
  if (noticed < from - 2 || noticed > error) return false;
  const [one, other] = [before[Math.min(from, before.length - 1)], line.at(noticed)];
  // What is missing at the end of a line has its place there.
  if (kind === 'missing' && from === noticed && other && line.isFirstOfLine(from)) return false;
  return !other || one?.startLine === other.startLine;
}

function placeOfToken(token: Token | undefined): Place | undefined {
  return token && { start: token.startOffset, end: endOf(token) };
}

/** An empty place would be invisible. */
function lastCharacter(line: TokenLine): Place {
  const last = line.tokens.at(-1);
  const end = last ? endOf(last) : 0;
  return { start: Math.max(0, end - 1), end };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is wrong; of what is missing, the token after it on the line, or else the one before it. */
function placeOf({ from, to, before, kind, written }: Repair, text: string): Place {
  const [first, last, previous] = [before[from], before[to - 1], before[from - 1]];
  if (to > from && first && last) {
    // Of a text that cannot be read, its first word is underlined.
    return { start: first.startOffset, end: endOf(kind === 'unreadable' ? first : last) };
  }
  const isOnLine = first && (!previous || previous.endLine === first.startLine);
  const type = written[0]?.type ?? '';
  const next = placeOfToken(first);
  if (next && (type === '@' || (isFixedType(type) && isWordType(type)))) return next;
  const isBehind = ['}', '{', ':', ',', '.'].includes(type);
  if (next && isOnLine && !(isBehind && previous)) return next;
  return placeOfToken(previous) ?? { start: text.length, end: text.length };
}
