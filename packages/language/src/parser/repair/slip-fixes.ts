/** The quick fixes of a slip: each candidate of about the same likelihood, as a change of the text. */
import type { Token } from './automaton.ts';
import type { Candidate } from './candidates.ts';
import { separateReactions } from './mixed-trigger.ts';
import type { Repair } from './search.ts';
import type { SlipFix, TextEdit } from './slip.ts';
import { endOf, isFixedType, isWordType } from './token-line.ts';
import type { TokenLine } from './token-line.ts';

export function fixesOf(repair: Repair, line: TokenLine, text: string): readonly SlipFix[] {
  const all = [repair, ...repair.others].flatMap(candidate => {
    const fix = fixOf(candidate, line, text);
    return fix ? [fix] : [];
  });
  const unique = all.filter((fix, index) => all.findIndex(({ title }) => title === fix.title) === index).slice(0, 3);
  const isSure = unique.length === 1 && repair.kind !== 'swapped';
  return unique.map(fix => ({ ...fix, isPreferred: isSure && (repair.kind !== 'surplus' || repair.cost < 3) }));
}

function fixOf(candidate: Candidate, line: TokenLine, text: string): Omit<SlipFix, 'isPreferred'> | undefined {
  const { kind, from, to, written } = candidate;
  const [first, last] = [line.at(from), line.at(to - 1)];
  const [one] = written;
  switch (kind) {
    case 'missing':
      return one && written.length === 1 && isFixedType(one.type) ? insertion(one.image, line, from, text) : undefined;
    case 'surplus': {
      if (!first) return undefined;
      const edit = removal(line, first, from, text);
      return { title: `Remove \`${first.image}\``, edits: [edit] };
    }
    case 'misspelt':
    case 'foreign':
    case 'duration':
    case 'unquoted': {
      if (!first || !last || !one) return undefined;
      const [start, end] = [first.startOffset, endOf(last)];
      const isApart = kind === 'foreign' && /^(?:[a-z]+|&|\||->|==|!=)$/.test(one.image);
      const before = isApart && /\S/.test(text.charAt(start - 1)) ? ' ' : '';
      const behind = isApart && /\S/.test(text.charAt(end)) ? ' ' : '';
      const edit = { start, end, newText: `${before}${one.image}${behind}` };
      return { title: `Change to \`${one.image}\``, edits: [edit] };
    }
    case 'swapped': {
      if (!first || !last) return undefined;
      const edits = [
        { start: first.startOffset, end: endOf(first), newText: last.image },
        { start: last.startOffset, end: endOf(last), newText: first.image },
      ];
      return { title: `Swap \`${first.image}\` and \`${last.image}\``, edits };
    }
    case 'mixed': {
      const edit = separateReactions(line, from, text);
      return edit && { title: 'Write two reactions', edits: [edit] };
    }
    case 'reserved':
    case 'wrong':
    case 'unreadable':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function insertion(image: string, line: TokenLine, at: number, text: string): Omit<SlipFix, 'isPreferred'> {
  const previous = line.at(at - 1);
  const next = line.at(at);
  const title = `Add \`${image}\``;
  if (!previous) return { title, edits: [{ start: 0, end: 0, newText: `${image} ` }] };
  const end = endOf(previous);
  const at1 = (newText: string) => ({ title, edits: [{ start: end, end, newText }] });
  if (image === '}' && line.isFirstOfLine(at)) {
    const opener = line.openBefore(at, line.declarationBefore(at));
    const isBlock = opener !== undefined && line.at(opener)?.startLine !== previous.endLine;
    if (isBlock) {
      const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
      return at1(`${lineEnd}${' '.repeat(Math.max(0, line.indentation(opener) - 1))}}`);
    }
  }
  if (next && line.isFirstOfLine(at) && /^[a-z@]/.test(image)) {
    const { startOffset } = next;
    return { title, edits: [{ start: startOffset, end: startOffset, newText: image === '@' ? image : `${image} ` }] };
  }
  const touchesNext = next !== undefined && next.startOffset === end;
  if ([':', ',', ')', ']', '.', '>', '..', '('].includes(image)) {
    const needsSpace = touchesNext && (image === ':' || image === ',');
    return at1(needsSpace ? `${image} ` : image);
  }
  return at1(touchesNext ? ` ${image} ` : ` ${image}`);
}

/** Removes a token, and the space after it or before it on the line. */
function removal(line: TokenLine, token: Token, at: number, text: string): TextEdit {
  const [start, end] = [token.startOffset, endOf(token)];
  const behind = /^[^\S\r\n]+(?=\S)/.exec(text.slice(end, end + 200))?.[0] ?? '';
  if (behind && isWordType(token.tokenType.name) === false && isPunctuationAttached(text, start)) {
    return { start, end, newText: '' };
  }
  if (behind) return { start, end: end + behind.length, newText: '' };
  const isLast = /^[\s})\],]|^$/.test(text.charAt(end));
  const before = isLast ? (/[^\S\r\n]+$/.exec(text.slice(Math.max(0, start - 200), start))?.[0] ?? '') : '';
  return { start: line.isFirstOfLine(at) ? start : start - before.length, end, newText: '' };
}

function isPunctuationAttached(text: string, start: number): boolean {
  return /\S/.test(text.charAt(start - 1));
}
