/** Completes the codes that `@allow` can name. */
import type { TextDocument } from 'langium';
import type { CompletionItem } from 'vscode-languageserver';
import { CompletionItemKind } from 'vscode-languageserver';
import type { Position } from '@choreo/model';
import { isVerificationCode } from '../validation/codes.ts';
import { allowableCodes } from '../validation/rules/allow-unknown.ts';

/** Undefined unless the position is in the first string of an `@allow`. */
export function allowableCodesAt(document: TextDocument, position: Position): CompletionItem[] {
  const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
  const begun = /@allow\s*\(\s*"([\w-]*)$/.exec(line)?.[1];
  if (begun === undefined) return [];
  const start = { line: position.line, character: position.character - begun.length };
  return allowableCodes.map(code => ({
    label: code,
    kind: CompletionItemKind.EnumMember,
    detail: isVerificationCode(code) ? 'needs verification' : 'rule',
    textEdit: { range: { start, end: position }, newText: code },
  }));
}
