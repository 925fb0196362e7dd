/** Members and declarations with their comments, as pieces of text that can be taken out and put elsewhere. */
import type { AstNode, CstNode } from 'langium';
import type { TextChange } from '../../validation/diagnostic.ts';
import type { SourceText } from '../../validation/fixes/source-text.ts';

export interface Block {
  readonly start: number;
  readonly end: number;
}

/** The node, the comments right above it, and the one behind it on its last line. */
export function blockOf({ $cstNode: cst }: AstNode, source: SourceText): Block {
  if (!cst) return { start: 0, end: 0 };
  let { offset: start, end } = cst;
  for (;;) {
    const above = commentBefore(source, start);
    if (above === undefined) break;
    start = above;
  }
  const behind = /^[ \t]*(\/\/[^\n\r]*|\/\*[^\n\r]*?\*\/[ \t]*(?=\r?\n|$))/.exec(source.text.slice(end));
  if (behind) end += behind[0].trimEnd().length;
  return { start, end };
}

/** Where the comment begins that ends right before this offset, on the line before or on the same one. */
function commentBefore({ text }: SourceText, offset: number): number | undefined {
  const before = text.slice(0, offset).trimEnd();
  if (/\n[ \t]*\r?\n/.test(text.slice(before.length, offset))) return undefined;
  if (before.endsWith('*/')) {
    const start = before.lastIndexOf('/*');
    const isAlone = text.slice(text.lastIndexOf('\n', start) + 1, start).trim() === '';
    return start >= 0 && isAlone ? start : undefined;
  }
  const line = before.lastIndexOf('\n') + 1;
  const written = before.slice(line);
  if (before.length <= text.lastIndexOf('\n', offset - 1) && /^[ \t]*\/\//.test(written))
    return line + written.search(/\S/);
  return undefined;
}

/** Removes it, with its lines if nothing else is on them, and with the empty line that would remain. */
export function removeBlock({ start, end }: Block, source: SourceText): TextChange {
  const { text } = source;
  if (!source.startsLine(start) || !source.endsLine(end)) {
    const before = text.slice(0, start).trimEnd().length;
    return source.replace(text.slice(before, start).includes('\n') ? start : before, end, '');
  }
  let from = source.lineStart(start);
  let to = nextLine(text, end);
  const isFirst = /\{[ \t]*\r?\n$/.test(text.slice(0, from));
  const after = /^(?:[ \t]*\r?\n)+/.exec(text.slice(to))?.[0].length ?? 0;
  if (from === 0 || isFirst || isBlankAt(source, from - 1)) to += after;
  if (/^[ \t]*\}/.test(text.slice(to)) || to >= text.length) {
    while (from > 0 && isBlankAt(source, from - 1)) from = source.lineStart(from - 1);
  }
  return source.replace(from, to, '');
}

function isBlankAt(source: SourceText, offset: number): boolean {
  return source.startsLine(offset) && source.endsLine(offset);
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The text of a block with all its lines indented like this instead of as they are. */
export function textOf({ start, end }: Block, source: SourceText, indent: string): string {
  const own = source.startsLine(start) ? source.indentAt(start) : '';
  const lines = source.text.slice(start, end).split(/\r?\n/);
  return lines
    .map((line, index) => {
      if (line.trim() === '') return '';
      if (index === 0) return indent + line;
      return indent + (line.startsWith(own) ? line.slice(own.length) : line.trimStart());
    })
    .join(source.eol);
}

/** Neighbours as one block each, in text order. */
export function runsOf(nodes: readonly AstNode[], siblings: readonly AstNode[], source: SourceText): readonly Block[] {
  const runs: { start: number; end: number; last: number }[] = [];
  for (const node of nodes) {
    const index = siblings.indexOf(node);
    const { start, end } = blockOf(node, source);
    const run = runs.at(-1);
    if (run && run.last === index - 1) Object.assign(run, { end, last: index });
    else runs.push({ start, end, last: index });
  }
  return runs;
}

/** Members one below the other, with an empty line where there is one before them now. */
export function membersText(nodes: readonly AstNode[], source: SourceText, indent: string): string {
  return nodes
    .map((node, index) => {
      const block = blockOf(node, source);
      const isApart = index > 0 && /\n[ \t]*\r?\n[ \t]*$/.test(source.text.slice(0, block.start));
      return `${isApart ? source.eol : ''}${textOf(block, source, indent)}`;
    })
    .join(source.eol);
}

/** Adds members behind the others of a service. */
export function addMembers(
  service: { readonly $cstNode?: CstNode; readonly members: readonly AstNode[] },
  textWith: (indent: string) => string,
  source: SourceText,
): TextChange {
  const [start, end] = [service.$cstNode?.offset ?? 0, service.$cstNode?.end ?? 0];
  const around = source.indentAt(start);
  const text = textWith(around + source.indent);
  const brace = end - 1;
  const content = source.text.slice(0, brace).trimEnd().length;
  const isSpaced = service.members.length > 1 && /\n[ \t]*\r?\n/.test(source.text.slice(start, brace));
  const gap = isSpaced ? source.eol : '';
  if (source.startsLine(brace)) return source.insert(source.lineStart(brace), `${gap}${text}${source.eol}`);
  return source.replace(content, brace, `${source.eol}${gap}${text}${source.eol}${around}`);
}
