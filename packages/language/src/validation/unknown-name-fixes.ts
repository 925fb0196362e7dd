/** A name that does not exist: take the one that was meant, or declare it. */
import type { Diagnostic, Fix } from './diagnostic.ts';
import type { FixContext } from './fixes.ts';
import { unknownReferences } from './language-errors.ts';

export function unknownNameFixes(diagnostic: Diagnostic, { scopes }: FixContext): readonly Fix[] {
  const reference = unknownReferences.get(diagnostic);
  const info = reference?.error?.info;
  if (!reference || !info) return [];
  const names = scopes.getScope({ ...info, reference }).getAllElements().map(({ name }) => name).toArray();
  return names.map(name => ({ title: name, edits: [] }));
}
