/** Highlights elements of the flow picture for the step of a run that is selected in another panel. */
import { elementOf } from './targets.ts';

/** Replaces the previous highlights. */
export function lightTargets(root: Element, ids: readonly string[]): void {
  const wanted = new Set(ids);
  for (const element of root.querySelectorAll('[data-target]')) {
    element.classList.toggle('lit', wanted.has(element.getAttribute('data-target') ?? ''));
  }
}

/** How far the picture must move to show a highlight; undefined if one is visible, or if there is none. */
export function wayToLight(
  viewport: Element,
  root: Element,
  ids: readonly string[],
): { readonly x: number; readonly y: number } | undefined {
  const frame = viewport.getBoundingClientRect();
  let first: { readonly x: number; readonly y: number } | undefined;
  for (const id of ids) {
    const element = elementOf(root, id);
    if (!element) continue;
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (x > frame.left && x < frame.right && y > frame.top && y < frame.bottom) return undefined;
    first ??= { x: frame.left + frame.width / 2 - x, y: frame.top + frame.height / 2 - y };
  }
  return first;
}
