/** Edits in the form of LSP: plain, or grouped and described for a preview. */
import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { Plan } from './refactoring.ts';

export function plainEdit({ steps }: Plan): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, range, newText } of steps.flatMap(step => step.edits))
    (changes[uri] ??= []).push({ range, newText });
  return { changes };
}

/**
 * Each step is a group of the preview. VS Code opens the preview by itself if an edit needs confirmation, and leaves such an edit out unless it is
 * ticked. So what needs confirmation is the note, which changes nothing, and the edits themselves are ticked.
 */
export function annotatedEdit({ note, steps }: Plan): WorkspaceEdit {
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const byFile = new Map<string, AnnotatedTextEdit[]>();
  const annotate = (uri: string, edit: TextEdit, annotationId: string): void => {
    const own = byFile.get(uri) ?? [];
    own.push({ range: edit.range, newText: edit.newText, annotationId });
    byFile.set(uri, own);
  };
  for (const [index, { label, description, edits }] of steps.entries()) {
    const id = String(index);
    if (edits.length > 0) changeAnnotations[id] = { label, ...(description === undefined ? {} : { description }) };
    for (const edit of edits) annotate(edit.uri, edit, id);
  }
  if (note) {
    const { label, description, span } = note;
    changeAnnotations['note'] = { label, description, needsConfirmation: true };
    annotate(span.uri, { range: { start: span.range.start, end: span.range.start }, newText: '' }, 'note');
  }
  const documentChanges = Array.from(byFile, ([uri, edits]): TextDocumentEdit => ({
    textDocument: { uri, version: null },
    edits,
  }));
  return { documentChanges, changeAnnotations };
}
