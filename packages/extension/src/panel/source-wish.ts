/** What is to become of the source when another step of a run is looked at. */

/** `light`: only light it · `show`: bring it into sight · `go`: go there. */
export type SourceWish = 'light' | 'show' | 'go';

export function isSourceWish(value: unknown): value is SourceWish {
  return value === 'light' || value === 'show' || value === 'go';
}
