/** Selection ranges: from the word at the cursor outwards, part by part, to the whole file. */
import { CstUtils, isCompositeCstNode, isLeafCstNode } from 'langium';
import type { CompositeCstNode, CstNode, LangiumDocument, LeafCstNode, Lexer } from 'langium';
import type { Position, SelectionRange } from 'vscode-languageserver';

/** Offsets of a part of the text. */
interface Part {
  readonly start: number;
  readonly end: number;
}

export class ChoreoSelectionRanges {
  readonly #lexer: Lexer;

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
  }

  /** One for each position. */
  selectionRanges(document: LangiumDocument, positions: readonly Position[]): SelectionRange[] {
    return positions.map(position => selectionRangeAt(document, position, this.#lexer));
  }
}

function selectionRangeAt(document: LangiumDocument, position: Position, lexer: Lexer): SelectionRange {
  const { textDocument, parseResult } = document;
  const text = textDocument.getText();
  const offset = textDocument.offsetAt(position);
  const root = parseResult.value.$cstNode;
  const leaf = root && leafAround(root, offset);
  const inner = leaf ? [] : commentAt(text, offset, lexer);
  const parts = [
    wordAt(text, offset),
    ...inner,
    ...(leaf ? stringAt(leaf) : []),
    ...around(leaf ?? (root && smallestAround(root, offset)), text, offset),
    { start: 0, end: text.length },
  ].filter(({ start, end }) => start <= offset && offset <= end && start < end);
  let selection: SelectionRange | undefined;
  for (const part of distinct(parts).toReversed()) {
    const range = { start: textDocument.positionAt(part.start), end: textDocument.positionAt(part.end) };
    selection = selection ? { range, parent: selection } : { range };
  }
  return selection ?? { range: { start: position, end: position } };
}

/** Growing parts only: each contains the one before it. */
function distinct(parts: readonly Part[]): readonly Part[] {
  const growing: Part[] = [];
  for (const part of parts.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = growing.at(-1);
    if (last && (part.start > last.start || part.end < last.end)) continue;
    if (last && part.start === last.start && part.end === last.end) continue;
    growing.push(part);
  }
  return growing;
}

/** The token that the cursor is in or behind, a word rather than a sign. */
function leafAround(root: CstNode, offset: number): LeafCstNode | undefined {
  const here = CstUtils.findLeafNodeAtOffset(root, offset);
  if (here && /[\w\u00a1-\uffff"]/.test(here.text)) return here;
  return (offset > 0 ? CstUtils.findLeafNodeAtOffset(root, offset - 1) : undefined) ?? here;
}

function smallestAround(node: CstNode, offset: number): CstNode {
  const inner = isCompositeCstNode(node)
    ? node.content.find(part => part.offset <= offset && offset <= part.end)
    : undefined;
  return inner ? smallestAround(inner, offset) : node;
}

function around(from: CstNode | undefined, text: string, offset: number): readonly Part[] {
  const parts: Part[] = [];
  for (let node = from; node; node = node.container) {
    parts.push({ start: node.offset, end: node.end });
    if (isCompositeCstNode(node)) parts.push(...partsBetween(node, offset), ...withWhatIsBefore(node, text));
  }
  return parts;
}

/** Without its quotes. */
function stringAt({ text, offset, end }: LeafCstNode): readonly Part[] {
  return text.startsWith('"') ? [{ start: offset + 1, end: end - 1 }] : [];
}

/** Of a comment, which is in no tree: the line, what stands between its marks, the whole, and the lines that stand together. */
function commentAt(text: string, offset: number, lexer: Lexer): readonly Part[] {
  const comment = lexer
    .tokenize(text)
    .hidden.find(
      ({ startOffset, image }) => startOffset <= offset && offset <= startOffset + image.length && image.trim() !== '',
    );
  if (!comment) return [];
  const { image, startOffset: start } = comment;
  const [, marks = '', content = ''] = /^(\/\/+|\/\*+)\s*([\s\S]*?)\s*(\*\/)?$/.exec(image) ?? [];
  const from = start + image.indexOf(content, marks.length);
  return [
    lineAt(text, offset),
    { start: from, end: from + content.length },
    { start, end: start + image.length },
    ...(image.startsWith('//') ? [commentLines(text, start)] : []),
  ];
}

function wordAt(text: string, offset: number): Part {
  const before = /[\w\u00a1-\uffff]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0].length ?? 0;
  const after = /^[\w\u00a1-\uffff]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  return { start: offset - before, end: offset + after };
}

/** Without the marks of a comment and white space. */
function lineAt(text: string, offset: number): Part {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const [, marks = '', content = ''] = /^(.*?\/\/+\s*|\s*\/?\*+(?!\/)\s*|\s*)(.*?)\s*(?:\*\/)?\s*$/.exec(line) ?? [];
  return { start: start + marks.length, end: start + marks.length + content.length };
}

/** All `//` lines that stand together. */
function commentLines(text: string, offset: number): Part {
  const lines = text.split('\n');
  let index = text.slice(0, offset).split('\n').length - 1;
  const isComment = (line: string | undefined): boolean => line?.trimStart().startsWith('//') ?? false;
  if (!isComment(lines[index])) return { start: offset, end: offset };
  let last = index;
  while (isComment(lines[index - 1])) index--;
  while (isComment(lines[last + 1])) last++;
  const start = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  const shown = lines.slice(index, last + 1).join('\n');
  return { start: start + shown.length - shown.trimStart().length, end: start + shown.trimEnd().length };
}

/** Nodes in which `?`, `*` and `+` belong to the name before them. */
const repeated: ReadonlySet<string> = new Set(['Emission', 'Entry', 'Receipt', 'Field', 'StateType']);

/** What brackets around the cursor hold, and them; a name with its qualifier, and with its multiplicity. */
function partsBetween({ content, astNode }: CompositeCstNode, offset: number): readonly Part[] {
  const parts: Part[] = [];
  const visible = content.filter(({ hidden }) => !hidden);
  const isSign = (node: CstNode | undefined, signs: string): boolean =>
    node !== undefined && isLeafCstNode(node) && signs.includes(node.text) && node.text.length === 1;
  for (const [index, open] of visible.entries()) {
    if (!isSign(open, '{[(')) continue;
    const close = visible.slice(index + 1).find(node => isSign(node, '}])'));
    if (!close || offset < open.end || close.offset < offset) continue;
    const first = visible[index + 1];
    const last = visible[visible.indexOf(close) - 1];
    if (first && last && last !== open) parts.push({ start: first.offset, end: last.end });
    parts.push({ start: open.offset, end: close.end });
  }
  for (const [index, node] of visible.entries()) {
    const start = isSign(visible[index + 1], '.') ? node : undefined;
    if (start) parts.push({ start: start.offset, end: visible[index + 2]?.end ?? start.end });
    if (!repeated.has(astNode.$type) || !isSign(node, '?*+')) continue;
    const name = visible[index - 1];
    const qualifier = isSign(visible[index - 2], '.') ? visible[index - 3] : undefined;
    if (name) parts.push({ start: (qualifier ?? name).offset, end: node.end });
  }
  return parts;
}

/** Of a declaration or member: without its annotations, and with its documentation. */
function withWhatIsBefore(node: CompositeCstNode, text: string): readonly Part[] {
  const annotations = node.content.filter(
    part => isCompositeCstNode(part) && part.astNode.$type === 'Annotation' && part.astNode !== node.astNode,
  );
  const parts: Part[] = [];
  const last = annotations.at(-1);
  const after = last && node.content.find(({ offset, hidden }) => offset >= last.end && !hidden);
  if (after) parts.push({ start: after.offset, end: node.end });
  if (!('annotations' in node.astNode)) return parts;
  const before = text.slice(0, node.offset).trimEnd();
  const comment = before.endsWith('*/') ? before.lastIndexOf('/*') : -1;
  if (comment >= 0) parts.push({ start: comment, end: node.end });
  return parts;
}
