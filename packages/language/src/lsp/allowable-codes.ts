/** The codes that `@allow` can name, while one is being written. */
import type { TextDocument } from 'langium';
import type { CompletionItem } from 'vscode-languageserver';
import { CompletionItemKind } from 'vscode-languageserver';
import type { Position } from '@choreo/model';
import { isVerificationCode } from '../validation/codes.ts';
import { allowableCodes } from '../validation/rules/allow-unknown.ts';

/** None where the position is not in the first text of an `@allow`. */
export function allowableCodesAt(document: TextDocument, position: Position): CompletionItem[] {
  const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
  const begun = /@allow\s*\(\s*"([\w-]*)$/.exec(line)?.[1];
  if (begun === undefined) return [];
  const start = { line: position.line, character: position.character - begun.length };
  return allowableCodes.map(code => ({
    label: code,
    kind: CompletionItemKind.EnumMember,
    detail: isVerificationCode(code) ? 'found by verifying' : 'rule',
    textEdit: { range: { start, end: position }, newText: code },
  }));
}
