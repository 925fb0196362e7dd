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

/** The annotations for this kind of element: a field has others than a declaration. */
export function annotationOffers(annotated: AstNode | undefined): readonly Offer[] {
  const isField = annotated?.$type === 'Field';
  return Object.entries(knownAnnotations)
    .filter(([name]) => (isField ? !onDeclarations.has(name) : !onValues.has(name)))
    .map(([label, { example }]) => ({ label, rank: 'name', kind: CompletionItemKind.Property, detail: example }));
}
