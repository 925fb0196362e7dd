/** Builds a short text that matches a regular expression. */
import type { Pattern } from '@choreo/analysis';

/** Undefined if none is found. Lookarounds, back references and the like are not supported. */
export function textMatching(pattern: Pattern, least = 0, most = Number.POSITIVE_INFINITY): string | undefined {
  for (const stretch of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55]) {
    const text = generate(pattern.source, Math.min(stretch, 64));
    if (text === undefined) return undefined;
    const length = text.length;
    if (length >= least && length <= most && new RegExp(pattern.source, pattern.flags).test(text)) return text;
    // An expression without anchors also matches inside longer texts.
    const padded = text.padEnd(least, 'a');
    if (padded.length <= most && new RegExp(pattern.source, pattern.flags).test(padded)) return padded;
  }
  return undefined;
}

class Unsupported extends Error {}

/** `stretch` is the number of additional repetitions beyond the minimum. */
function generate(source: string, stretch: number): string | undefined {
  const reader = { source, at: 0 };
  try {
    const text = readAlternatives(reader, stretch);
    return reader.at === source.length ? text : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

interface Reader {
  readonly source: string;
  at: number;
}

function readAlternatives(reader: Reader, stretch: number): string {
  const first = readSequence(reader, stretch);
  while (reader.source[reader.at] === '|') {
    reader.at++;
    readSequence(reader, stretch);
  }
  return first;
}

function readSequence(reader: Reader, stretch: number): string {
  let text = '';
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    const piece = readAtom(reader, stretch);
    text += piece.repeat(readCount(reader, stretch));
    if (text.length > 10_000) throw new Unsupported();
  }
  return text;
}

function readAtom(reader: Reader, stretch: number): string {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0);
  reader.at += character.length;
  switch (character) {
    case '^':
    case '$':
      return '';
    case '.':
      return 'a';
    case '[':
      return readClass(reader);
    case '\\':
      return readEscape(reader);
    case '(':
      return readGroup(reader, stretch);
    default:
      return character;
  }
}

function readGroup(reader: Reader, stretch: number): string {
  const rest = reader.source.slice(reader.at);
  const prefix = /^\?(:|<[\p{ID_Start}$_][\p{ID_Continue}$]*>)/u.exec(rest)?.[0] ?? '';
  if (prefix === '' && rest.startsWith('?')) throw new Unsupported();
  reader.at += prefix.length;
  const text = readAlternatives(reader, stretch);
  if (reader.source[reader.at] !== ')') throw new Unsupported();
  reader.at++;
  return text;
}

function readCount(reader: Reader, stretch: number): number {
  const rest = reader.source.slice(reader.at);
  const match = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(rest);
  if (!match) return 1;
  reader.at += match[0].length;
  const [, sign, least, open, most] = match;
  if (sign === '?') return stretch > 0 ? 1 : 0;
  if (sign !== undefined) return stretch + (sign === '+' ? 1 : 0);
  const from = Number(least);
  if (open === undefined) return from;
  return most === '' ? from + stretch : Math.min(from + stretch, Number(most));
}

function readEscape(reader: Reader): string {
  const rest = reader.source.slice(reader.at);
  const unicode = /^(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(rest);
  if (unicode) {
    reader.at += unicode[0].length;
    return String.fromCodePoint(Number.parseInt(unicode[1] ?? unicode[2] ?? unicode[3] ?? '', 16));
  }
  const character = rest[0] ?? '';
  reader.at++;
  const known: Readonly<Record<string, string>> = {
    d: '1',
    D: 'a',
    w: 'a',
    W: '-',
    s: ' ',
    S: 'a',
    b: '',
    n: '\n',
    r: '\r',
    t: '\t',
    f: '\f',
    v: '\v',
  };
  if (Object.hasOwn(known, character)) return known[character] ?? '';
  if (/[a-z0-9]/i.test(character)) throw new Unsupported();
  return character;
}

/** A character that matches `[…]`, the most common ones first. */
function readClass(reader: Reader): string {
  const start = reader.at - 1;
  let depth = 0;
  for (; reader.at < reader.source.length; reader.at++) {
    const character = reader.source[reader.at];
    if (character === '\\') reader.at++;
    else if (character === '[') depth++;
    else if (character === ']' && depth-- === 0) break;
  }
  reader.at++;
  const source = reader.source.slice(start, reader.at);
  for (const flags of ['u', '']) {
    try {
      const member = new RegExp(`^${source}$`, flags);
      const candidates = 'aA1xX0 -_.,:;/@#+*!?éα漢';
      const found = [...candidates, ...source].find(candidate => member.test(candidate));
      if (found !== undefined) return found;
    } catch {
      continue;
    }
  }
  throw new Unsupported();
}
