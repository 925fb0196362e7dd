/** Adds lines to a block in braces, and removes declarations. */
import type { Annotated, Span } from '@choreo/model';
import type { TextChange } from '../diagnostic.ts';
import type { EditContext } from './edit-context.ts';
import { SourceText } from './source-text.ts';

/** Adds a last line to the block at the end of this span; undefined if the span does not end with a brace. */
export function addToBlock(
  { span }: { readonly span: Span },
  line: string,
  context: EditContext,
): TextChange | undefined {
  const source = SourceText.of(span, context);
  const brace = source.offsetAt(span.range.end) - 1;
  if (source.text[brace] !== '}') return undefined;
  const around = source.indentAt(source.offsetAt(span.range.start));
  const indented = `${around}${source.indent}${line}`;
  if (source.startsLine(brace)) return source.insert(source.lineStart(brace), `${indented}${source.eol}`);
  const content = source.text.slice(0, brace).trimEnd().length;
  return source.replace(content, brace, `${source.eol}${indented}${source.eol}${around}`);
}

/** Adds a declaration at the end of the file. */
export function addToFile(uri: string, declaration: readonly string[], context: EditContext): TextChange {
  const source = new SourceText(uri, context.textOf(uri));
  const content = source.text.trimEnd().length;
  const gap = content === 0 ? '' : `${source.eol}${source.eol}`;
  const lines = declaration.map(line => line.replace(/^\t/, source.indent));
  return source.replace(content, source.text.length, `${gap}${lines.join(source.eol)}${source.eol}`);
}

/** Removes a declaration with its annotations and documentation, and the empty line that would remain. */
export function removeDeclaration(declaration: Annotated, context: EditContext): TextChange {
  const source = SourceText.of(declaration.span, context);
  const starts = [declaration, ...declaration.annotations].map(({ span }) => source.offsetAt(span.range.start));
  let start = docStart(source.text, Math.min(...starts));
  let end = source.offsetAt(declaration.span.range.end);
  if (source.startsLine(start) && source.endsLine(end)) {
    start = source.lineStart(start);
    end = nextLine(source, end);
    const emptyBefore = start === 0 || isEmptyLine(source, start - 1);
    if (emptyBefore && end < source.text.length && isEmptyLine(source, end)) end = nextLine(source, end);
  } else if (source.text[end] === ' ') end++;
  return source.replace(start, end, '');
}

function nextLine(source: SourceText, offset: number): number {
  const newline = source.text.indexOf('\n', offset);
  return newline < 0 ? source.text.length : newline + 1;
}

function isEmptyLine(source: SourceText, offset: number): boolean {
  return source.startsLine(offset) && source.endsLine(offset);
}

/** Where the documentation comment right before `offset` begins, if there is one. */
function docStart(text: string, offset: number): number {
  const before = text.slice(0, offset).trimEnd();
  if (!before.endsWith('*/')) return offset;
  const start = before.lastIndexOf('/*');
  return text.startsWith('/**', start) ? start : offset;
}
