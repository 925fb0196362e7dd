/** What all declarations share: a name, a documentation text, annotations, and their place. */
import type { Span } from './span.ts';

/** `@name(args…)` as written; strings without their quotes. */
export interface Annotation {
  readonly name: string;
  readonly args: readonly (string | number | boolean)[];
  readonly span: Span;
}

/** Something that carries annotations; a rule is silenced on it by `@allow("code", "reason")`. */
export interface Annotated {
  readonly annotations: readonly Annotation[];
  /** The whole declaration without its annotations and documentation. */
  readonly span: Span;
}

export interface Declaration extends Annotated {
  readonly name: string;
  /** The text of the `/** … *\/` before it, without the asterisks. */
  readonly doc?: string;
  readonly nameSpan: Span;
}

/** The first annotation with this name, if any. */
export function annotationOf(declaration: Annotated, name: string): Annotation | undefined {
  return declaration.annotations.find(annotation => annotation.name === name);
}
