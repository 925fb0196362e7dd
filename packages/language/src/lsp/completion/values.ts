/** Completes terminals of the grammar: durations, counts, and names of annotations. */
import type { AstNode } from 'langium';
import { CompletionItemKind } from 'vscode-languageserver';
import { knownAnnotations } from '../../validation/annotation-errors.ts';
import type { Offer } from './offer.ts';

/** Durations, with the number that may already be typed. */
export function durationOffers(prefix: string): readonly Offer[] {
  const amount = /^[0-9]+(\.[0-9]+)?/.exec(prefix)?.[0];
  const durations = amount
    ? ['s', 'm', 'h', 'd', 'ms'].map(unit => amount + unit)
    : ['30s', '10m', '30m', '1h', '24h', '7d'];
  return durations.map(label => ({ label, rank: 'name', kind: CompletionItemKind.Unit, detail: 'duration' }));
}

export function countOffers(): readonly Offer[] {
  return ['1', '2', '3'].map(label => ({ label, rank: 'name', kind: CompletionItemKind.Value, detail: 'times' }));
}

const onValues = new Set(['max', 'min', 'pattern', 'pii']);
const onDeclarations = new Set(['owner', 'type', 'version']);

/** The annotations for this kind of element: a field has others than a declaration. As snippets they bring their arguments. */
export function annotationOffers(annotated: AstNode | undefined, asSnippets: boolean): readonly Offer[] {
  const isField = annotated?.$type === 'Field';
  return Object.entries(knownAnnotations)
    .filter(([name]) => (isField ? !onDeclarations.has(name) : !onValues.has(name)))
    .map(([label, { example, takes }]) => ({
      label,
      rank: 'name',
      kind: CompletionItemKind.Property,
      detail: example,
      ...(asSnippets && takes.length > 0 ? { snippet: snippetOf(example) } : {}),
    }));
}

/** `min(${1:0})` for `@min(0)`. */
function snippetOf(example: string): string {
  let stop = 0;
  const filled = example.slice(1).replaceAll(/"([^"]*)"|\b\d+\b/g, (text, inQuotes: string | undefined) => {
    stop++;
    if (inQuotes === undefined) return `\${${stop}:${text}}`;
    return `"\${${stop}:${inQuotes.replaceAll(/[\\$}]/g, String.raw`\$&`)}}"`;
  });
  return `${filled}$0`;
}
