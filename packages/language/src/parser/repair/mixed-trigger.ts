/** Writes a trigger that mixes `and` and `or` as one reaction for each way to start it; `and` binds closer. */
import type { TokenLine } from './token-line.ts';
import type { TextEdit } from './slip.ts';

/** `at` is the index of the word that mixes them. Undefined if the reactions would not be right either. */
export function separateReactions(line: TokenLine, at: number, text: string): TextEdit | undefined {
  let on = at;
  while (on > 0 && line.image(on) !== 'on') on--;
  let body = at;
  while (isInTrigger(line, body)) body++;
  const end = endOfReaction(line, body);
  const [first, last, start] = [line.at(body), line.at(end - 1), line.at(on)];
  if (!start || !last) return undefined;
  const groups: string[] = [];
  let from = on + 1;
  for (let index = on + 1; index <= body; index++) {
    if (index < body && line.image(index) !== 'or') continue;
    const [one, other] = [line.at(from), line.at(index - 1)];
    if (!one || !other) return undefined;
    groups.push(text.slice(one.startOffset, (other.endOffset ?? 0) + 1));
    from = index + 1;
  }
  // These are for joins, which not all of the reactions are.
  const clauses = line.tokens.slice(body, end).map(({ image }) => image);
  const beforeOutcome = clauses.slice(
    0,
    clauses.findIndex(image => image === '->' || image === '{'),
  );
  if (beforeOutcome.includes('by') || beforeOutcome.includes('within')) return undefined;
  const stop = (last.endOffset ?? 0) + 1;
  const rest = first && end > body ? ` ${text.slice(first.startOffset, stop)}` : '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const isOneLine = !line.isFirstOfLine(on) && line.image(on - 1) !== ':';
  const margin = isOneLine ? ' ' : `${lineEnd}${' '.repeat(Math.max(0, line.indentation(on) - 1))}`;
  return { start: start.startOffset, end: stop, newText: groups.map(group => `on ${group}${rest}`).join(margin) };
}

function isInTrigger(line: TokenLine, index: number): boolean {
  const token = line.at(index);
  if (!token) return false;
  if (['and', 'or', '.'].includes(token.image)) return true;
  return token.tokenType.name === 'ID' && ['and', 'or', '.', 'on'].includes(line.image(index - 1));
}

const members = new Set(['on', 'state', 'every', 'emits', 'receives', '@']);

function endOfReaction(line: TokenLine, from: number): number {
  let depth = 0;
  for (let index = from; index < line.tokens.length; index++) {
    const image = line.image(index);
    if (image === '}' && depth === 0) return index;
    if (image === '{') depth++;
    if (image === '}') depth--;
    if (depth > 0) continue;
    const isLabel = line.at(index)?.tokenType.name === 'LABEL';
    if (isLabel || members.has(image)) return index;
  }
  return line.tokens.length;
}
