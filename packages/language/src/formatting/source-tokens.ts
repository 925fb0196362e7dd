/** The text to format as a list of tokens, comments included, each with the node of the syntax tree that it belongs to. */
import { isCompositeCstNode } from 'langium';
import type { AstNode, CstNode, LexerResult, ParseResult } from 'langium';

/** A word, mark or comment of the text. Only the white space between tokens is ever changed. */
export interface SourceToken {
  readonly image: string;
  /** Offsets in the text; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly comment?: 'line' | 'block';
  /** Missing for comments, and for what the parser skipped. */
  readonly owner?: AstNode;
}

export interface SourceTokens {
  readonly text: string;
  readonly tokens: readonly SourceToken[];
  /** The text before each token; the last one is the text behind the last token. White space, or what the lexer could not read. */
  readonly gaps: readonly string[];
  /** The indices of the tokens that belong to a node itself, not to a node inside it. */
  ownOf(node: AstNode): readonly number[];
  /** The indices of the first and the last token of a node. */
  rangeOf(node: AstNode): TokenRange | undefined;
}

export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

export function sourceTokens(text: string, { tokens, hidden }: LexerResult, parsed: ParseResult): SourceTokens {
  const owners = ownersByOffset(parsed.value.$cstNode);
  const all: SourceToken[] = [
    ...tokens.map(({ image, startOffset: start }): SourceToken => {
      const owner = owners.get(start);
      return { image, start, end: start + image.length, ...(owner ? { owner } : {}) };
    }),
    ...hidden.map(({ image, startOffset: start }): SourceToken => {
      const comment = image.startsWith('//') ? 'line' : 'block';
      return { image, start, end: start + image.length, comment };
    }),
  ].sort((a, b) => a.start - b.start);
  const gaps: string[] = [];
  const byStart = new Map<number, number>();
  const byEnd = new Map<number, number>();
  const own = new Map<AstNode, number[]>();
  let end = 0;
  for (const [index, token] of all.entries()) {
    gaps.push(text.slice(end, token.start));
    end = token.end;
    byStart.set(token.start, index);
    byEnd.set(token.end, index);
    if (!token.owner) continue;
    const siblings = own.get(token.owner);
    if (siblings) siblings.push(index);
    else own.set(token.owner, [index]);
  }
  gaps.push(text.slice(end));
  return {
    text,
    tokens: all,
    gaps,
    ownOf: node => own.get(node) ?? [],
    rangeOf: ({ $cstNode }) => {
      const first = $cstNode && byStart.get($cstNode.offset);
      const last = $cstNode && byEnd.get($cstNode.end);
      return first === undefined || last === undefined || last < first ? undefined : { first, last };
    },
  };
}

function ownersByOffset(root: CstNode | undefined): ReadonlyMap<number, AstNode> {
  const owners = new Map<number, AstNode>();
  const pending = root ? [root] : [];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isCompositeCstNode(node)) for (const child of node.content) pending.push(child);
    else owners.set(node.offset, node.astNode);
  }
  return owners;
}

export function lineBreaksIn(gap: string): number {
  return gap.match(/\r\n|\r|\n/g)?.length ?? 0;
}

export function hasLineBreak(gap: string | undefined): boolean {
  return gap !== undefined && /[\r\n]/.test(gap);
}
