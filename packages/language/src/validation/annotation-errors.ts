/** Reports unknown and malformed annotations: a misspelt `@deprecated` would otherwise be ignored in silence. */
import type { Annotation, Choreography, Range } from '@choreo/model';
import { elementsWithAnnotations } from './annotated-elements.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import { nearestNames } from './nearest-name.ts';

interface Known {
  readonly example: string;
  readonly takes: readonly ('string' | 'number')[];
  /** How many arguments can be left out, from the end. */
  readonly optional?: number;
}

export const knownAnnotations: Readonly<Record<string, Known>> = {
  // The rule `allow-reason` requires the reason.
  allow: { example: '@allow("rule-code", "reason")', takes: ['string', 'string'], optional: 2 },
  deprecated: { example: '@deprecated("use X")', takes: ['string'], optional: 1 },
  max: { example: '@max(9)', takes: ['number'] },
  min: { example: '@min(0)', takes: ['number'] },
  owner: { example: '@owner("team")', takes: ['string'] },
  pattern: { example: '@pattern("[A-Z]+")', takes: ['string'] },
  pii: { example: '@pii', takes: [] },
  type: { example: '@type("com.acme.order.placed.v1")', takes: ['string'] },
  version: { example: '@version("2.1.0")', takes: ['string'] },
};

const misspelt = new WeakMap<Diagnostic, Annotation>();

export function annotationErrors(choreography: Choreography): Diagnostic[] {
  return [...choreography.headers, ...elementsWithAnnotations(choreography)]
    .flatMap(({ annotations }) => annotations)
    .flatMap(annotation => errorOf(annotation) ?? []);
}

/** Replace the name by the annotation that was meant. */
export function annotationFixes(diagnostic: Diagnostic): readonly Fix[] {
  const annotation = misspelt.get(diagnostic);
  if (!annotation) return [];
  const near = nearestNames(annotation.name, Object.keys(knownAnnotations));
  return near.map(name => ({
    title: `Change to \`@${name}\``,
    edits: [{ uri: annotation.span.uri, range: nameRange(annotation), newText: name }],
    ...(near.length === 1 ? { isPreferred: true } : {}),
  }));
}

function errorOf(annotation: Annotation): Diagnostic | undefined {
  const { name, args, span } = annotation;
  if (name === '') return undefined;
  if (!Object.hasOwn(knownAnnotations, name)) {
    const [near] = nearestNames(name, Object.keys(knownAnnotations));
    const hint = near
      ? `Did you mean \`@${near}\`?`
      : `Annotations are ${Object.keys(knownAnnotations)
          .map(other => `\`@${other}\``)
          .join(', ')}.`;
    const place = { uri: span.uri, range: nameRange(annotation) };
    const message = `There is no annotation \`@${name}\`. ${hint}`;
    const diagnostic: Diagnostic = { code: 'unknown-name', severity: 'error', message, span: place, related: [] };
    misspelt.set(diagnostic, annotation);
    return diagnostic;
  }
  const { takes, optional = 0, example } = knownAnnotations[name] ?? { takes: [], example: '' };
  const fits =
    args.length <= takes.length &&
    args.length >= takes.length - optional &&
    args.every((argument, index) => typeof argument === takes[index]);
  if (fits) return undefined;
  return {
    code: 'syntax-error',
    severity: 'error',
    message: `\`@${name}\` has the wrong arguments. Write it like \`${example}\`.`,
    span,
    related: [],
  };
}

function nameRange({ name, span }: Annotation): Range {
  const { line, character } = span.range.start;
  return { start: { line, character: character + 1 }, end: { line, character: character + 1 + name.length } };
}
