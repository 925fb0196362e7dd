/** Makes edits on copies of the files and checks those, so that no refactoring leaves an error behind. */
import type { TextChange } from '../../validation/diagnostic.ts';
import type { Diagnostic } from '../../validation/diagnostic.ts';
import { checkTexts } from '../../check-texts.ts';
import { SourceText } from '../../validation/fixes/source-text.ts';
import type { ChoreoDocument } from '../../workspace/choreographies.ts';
import type { ChoreoLspServices } from '../choreo-lsp-services.ts';

/** The first error that the edits would cause, as a message. */
export async function errorCausedBy(
  edits: readonly TextChange[],
  around: ChoreoDocument,
  { shared }: ChoreoLspServices,
): Promise<string | undefined> {
  const { Choreographies, LangiumDocuments, RootOf } = shared.workspace;
  const { Checker } = shared.validation;
  const root = RootOf(around.uri);
  const documents = LangiumDocuments.all.toArray().filter(({ uri }) => RootOf(uri) === root);
  const texts = documents.map(({ uri, textDocument }) => ({
    uri: uri.toString(),
    text: applied(uri.toString(), textDocument.getText(), edits),
  }));
  const groups = Choreographies.all().filter(group => group.root === root);
  const before = errorsIn(groups.flatMap(group => Checker.check(group).diagnostics));
  const checked = await checkTexts(texts, {
    rootOf: RootOf,
    settingsOf: group => Checker.settingsOf(group),
    logFault: text => shared.Faults.log(text),
  });
  const after = errorsIn(checked.flatMap(({ diagnostics }) => diagnostics));
  for (const [code, errors] of after) {
    const known = before.get(code) ?? [];
    if (errors.length <= known.length) continue;
    const messages = new Set(known.map(({ message }) => message));
    return (errors.find(({ message }) => !messages.has(message)) ?? errors[0])?.message;
  }
  return undefined;
}

function errorsIn(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  return Map.groupBy(
    diagnostics.filter(({ severity }) => severity === 'error'),
    ({ code }) => code,
  );
}

/** The text of a file with those of the edits that are in it. */
export function applied(uri: string, text: string, edits: readonly TextChange[]): string {
  const source = new SourceText(uri, text);
  const own = edits
    .filter(edit => edit.uri === uri)
    .map(({ range, newText }) => ({ start: source.offsetAt(range.start), end: source.offsetAt(range.end), newText }));
  // Edits at one place keep their order, as LSP says.
  const sorted = own.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const { start, end, newText } of sorted) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
