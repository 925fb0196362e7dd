/** What `@allow` silences, and which of them silence nothing. */
import type { Annotated, Annotation, Choreography, Span } from '@choreo/model';
import { elementsWithAnnotations } from './annotated-elements.ts';
import { contains } from './fixes/allow-fix.ts';

/** One `@allow` in the text. */
export interface Allowance {
  readonly annotation: Annotation;
  /** The rule's code as written; undefined where none is given. */
  readonly code?: string;
  readonly reason?: string;
  /** The annotated element; undefined in a header, where `@allow` covers the whole choreography. */
  readonly element?: Annotated;
}

export class Allowances {
  readonly all: readonly Allowance[];
  readonly #byCode: ReadonlyMap<string | undefined, readonly Allowance[]>;
  readonly #used = new Set<Allowance>();

  constructor(choreography: Choreography) {
    const inHeaders = choreography.headers.flatMap(({ annotations }) => annotations.flatMap(one => allowanceOf(one)));
    const onElements = elementsWithAnnotations(choreography).flatMap(element =>
      element.annotations.flatMap(annotation => allowanceOf(annotation, element)),
    );
    this.all = [...inHeaders, ...onElements];
    this.#byCode = Map.groupBy(this.all, ({ code }) => code);
  }

  /** Whether a finding of this rule is allowed at one of its places. Marks each `@allow` that matches as used. */
  silences(code: string, places: readonly Span[]): boolean {
    let silenced = false;
    for (const allowance of this.#byCode.get(code) ?? []) {
      const { element } = allowance;
      if (element && !places.some(place => contains(element.span, place))) continue;
      this.#used.add(allowance);
      silenced = true;
    }
    return silenced;
  }

  /** Whether any `@allow` names this rule. */
  mention(code: string): boolean {
    return this.#byCode.has(code);
  }

  /** The `@allow`s that have silenced nothing so far. */
  unused(): readonly Allowance[] {
    return this.all.filter(allowance => !this.#used.has(allowance));
  }
}

function allowanceOf(annotation: Annotation, element?: Annotated): Allowance[] {
  if (annotation.name !== 'allow') return [];
  const [code, reason] = annotation.args;
  return [
    {
      annotation,
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof reason === 'string' && reason.trim() !== '' ? { reason } : {}),
      ...(element ? { element } : {}),
    },
  ];
}
