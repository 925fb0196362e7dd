/** Sorts the findings of several choreographies by file, place, code and message. */
import type { CheckedChoreography, Diagnostic } from '@choreo/language';
import { compareSpans } from '@choreo/model';

export function inOrder(choreographies: readonly CheckedChoreography[]): readonly Diagnostic[] {
  return choreographies
    .flatMap(({ diagnostics }) => diagnostics)
    .sort((a, b) => compareSpans(a.span, b.span) || compareText(a.code, b.code) || compareText(a.message, b.message));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
