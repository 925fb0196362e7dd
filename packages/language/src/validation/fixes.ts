/** The quick fixes of a diagnostic, whichever part of the language found it. */
import { annotationFixes } from './annotation-errors.ts';
import { fixesFor } from './diagnose.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import type { FixContext } from './fix-context.ts';
import { fixesOfSyntax } from './language-errors.ts';
import { unknownNameFixes } from './unknown-name-fixes.ts';

export function fixesOf(diagnostic: Diagnostic, context: FixContext): readonly Fix[] {
  if (diagnostic.code === 'unknown-name') {
    return [...unknownNameFixes(diagnostic, context), ...annotationFixes(diagnostic)];
  }
  if (diagnostic.code === 'syntax-error') return fixesOfSyntax(diagnostic);
  return fixesFor(diagnostic, context);
}
