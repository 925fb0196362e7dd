/** Counts the syntax errors of texts with one slip, and finds the declaration in which each stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmptyFileSystem, URI } from 'langium';
import type { AstNode } from 'langium';
import type { Diagnostic } from '@choreo/language';
import { createChoreoCoreServices } from '../../src/choreo-module.ts';
import type { ChoreoFile } from '../../src/generated/ast.ts';
import { syntaxErrors } from '../../src/validation/language-errors.ts';
import type { ChoreoDocument } from '../../src/workspace/choreographies.ts';
import { slipsOf } from './slips.ts';
import type { Slip } from './slips.ts';

const { shared } = createChoreoCoreServices(EmptyFileSystem);

/** A document that is parsed, and nothing else. */
export function parsed(text: string): ChoreoDocument {
  const uri = URI.parse('file:///w/slip.choreo');
  return shared.workspace.LangiumDocumentFactory.fromString<ChoreoFile>(text, uri) as ChoreoDocument;
}

/** Of each example the name and the text. */
export function examples(): readonly (readonly [name: string, text: string])[] {
  const root = fileURLToPath(new URL('../../../../examples/', import.meta.url));
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, name))
        .filter(file => file.endsWith('.choreo'))
        .map(file => [`${name}/${file}`, readFileSync(join(root, name, file), 'utf8')] as const),
    );
}

export interface Measured {
  readonly slip: Slip;
  readonly errors: readonly Diagnostic[];
  /** The errors that stand on another declaration than the slip. */
  readonly elsewhere: readonly Diagnostic[];
}

/** Measures these slips in each declaration of a text, which has no error itself. */
export function measured(whole: string, isTried: (slip: Slip) => boolean): Measured[] {
  const ranges = declarationsOf(whole);
  return ranges.flatMap(({ end }, here) => {
    // Parsing a whole text some hundred times takes long, so only the declarations around this one are there: what is noticed further
    // below is noticed at the next.
    const from = ranges[here - 2]?.end ?? 0;
    const own = here === 0 ? 0 : (ranges[here - 1]?.end ?? 0);
    const to = ranges[here + 2]?.end ?? whole.length;
    return slipsOf(whole.slice(from, to))
      .filter(slip => slip.offset >= own - from && slip.offset < end - from && isTried(slip))
      .map(slip => measure(slip, own - from, end - from + slip.text.length - (to - from)));
  });
}

/** What belongs to the declaration of the slip begins and ends here; the space before it belongs to it, too. */
function measure(slip: Slip, start: number, end: number): Measured {
  const document = parsed(slip.text);
  const errors = syntaxErrors(document);
  const elsewhere = errors.filter(({ span }) => {
    const place = document.textDocument.offsetAt(span.range.start);
    return place < start || place > end;
  });
  return { slip, errors, elsewhere };
}

function declarationsOf(text: string): { readonly start: number; readonly end: number }[] {
  const { header, declarations }: ChoreoFile = parsed(text).parseResult.value;
  const parts: readonly AstNode[] = [...(header ? [header] : []), ...declarations];
  return parts.flatMap(({ $cstNode }) => ($cstNode ? [{ start: $cstNode.offset, end: $cstNode.end }] : []));
}
