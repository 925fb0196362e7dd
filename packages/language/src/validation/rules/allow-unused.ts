/** An `@allow` that silences nothing. */
import type { Allowance } from '../allowances.ts';
import type { Fix } from '../diagnostic.ts';
import type { EditContext } from '../fixes/edit-context.ts';
import { SourceText } from '../fixes/source-text.ts';
import { quoted } from '../wording.ts';

export function describeUnusedAllow({ code, element }: Allowance): string {
  const where = element ? 'here' : 'in this choreography';
  return `This \`@allow\` silences nothing: ${quoted(code ?? '')} finds nothing ${where}. Remove it.`;
}

export function unusedFixes({ annotation }: Allowance, context: EditContext): Fix[] {
  const source = SourceText.of(annotation.span, context);
  let start = source.offsetAt(annotation.span.range.start);
  let end = source.offsetAt(annotation.span.range.end);
  if (source.startsLine(start) && source.endsLine(end)) {
    start = source.lineStart(start);
    const newline = source.text.indexOf('\n', end);
    end = newline < 0 ? source.text.length : newline + 1;
  } else {
    while (/[ \t]/.test(source.text.charAt(end))) end++;
  }
  return [{ title: 'Remove this `@allow`', edits: [source.replace(start, end, '')], isPreferred: true }];
}
