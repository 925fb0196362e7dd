/** What a person sees of a picture as it opens, read from the page. Runs in the browser: it uses nothing outside of `look`. */

export interface Look {
  /** What is drawn in the pane, as a part of it, across and down. */
  readonly filled: readonly [across: number, down: number];
  /** Whether all that is drawn is in the pane. */
  readonly whole: boolean;
  /** Pairs of texts that lie on each other, and texts that lie on a node which is not theirs. */
  readonly overlaps: readonly string[];
  /** Arrows through names of services. */
  readonly struck: readonly string[];
  /** How often arrows cross. */
  readonly crossings: number;
  readonly nodes: number;
}

export function look(): Look {
  interface Place {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const all = <E extends Element>(selector: string): E[] => [...document.querySelectorAll<E>(`#canvas ${selector}`)];
  const overlap = (one: Place, other: Place, slack: number): boolean =>
    one.left < other.right - slack &&
    one.right > other.left + slack &&
    one.top < other.bottom - slack &&
    one.bottom > other.top + slack;
  const textBox = (element: Element): DOMRect => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };

  const pane = document.querySelector('#viewport')?.getBoundingClientRect() ?? new DOMRect();
  const nodes = all('g.node').map(node => ({ node, box: (node.firstElementChild ?? node).getBoundingClientRect() }));
  const drawn = [
    ...nodes.map(({ box }) => box),
    ...all('g.cluster > rect').map(frame => frame.getBoundingClientRect()),
  ];
  const inside = drawn.filter(box => overlap(box, pane, 0));
  const extent = (start: 'left' | 'top', end: 'right' | 'bottom'): number =>
    inside.length === 0
      ? 0
      : Math.min(pane[end], Math.max(...inside.map(box => box[end]))) -
        Math.max(pane[start], Math.min(...inside.map(box => box[start])));

  const texts = all('.nodeLabel, .edgeLabel p, .cluster-label p')
    .filter(element => (element.textContent ?? '').trim() !== '')
    .map(element => ({ element, text: element.textContent ?? '', box: textBox(element) }));
  const overlaps: string[] = [];
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      if (overlap(one.box, other.box, 1)) overlaps.push(`${one.text} on ${other.text}`);
    }
    for (const { node, box } of nodes) {
      if (!node.contains(one.element) && overlap(one.box, box, 2)) overlaps.push(`${one.text} on the node ${node.id}`);
    }
  }

  const paths = all<SVGPathElement>('path.flowchart-link').map(path => {
    const matrix = path.getScreenCTM() ?? new DOMMatrix();
    const length = path.getTotalLength();
    const steps = Math.max(2, Math.ceil(length / 6));
    const points = Array.from({ length: steps + 1 }, (_, step) =>
      path.getPointAtLength((step * length) / steps).matrixTransform(matrix),
    );
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const place = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    return { id: path.dataset['id'] ?? '', points, place };
  });
  const names = all('.cluster-label:not(.raised) p').map(name => ({
    text: name.textContent ?? '',
    box: textBox(name),
  }));
  const struck = paths.flatMap(({ id, points }) =>
    names
      .filter(({ box }) =>
        points.some(({ x, y }) => x > box.left && x < box.right && y > box.top + 1 && y < box.bottom - 1),
      )
      .map(({ text }) => `${id} through ${text}`),
  );

  const side = (a: DOMPoint, b: DOMPoint, c: DOMPoint): number =>
    Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  const cross = (a: DOMPoint, b: DOMPoint, c: DOMPoint, d: DOMPoint): boolean =>
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  let crossings = 0;
  for (const [index, one] of paths.entries()) {
    for (const other of paths.slice(index + 1)) {
      if (!overlap(one.place, other.place, 0)) continue;
      for (let i = 0; i + 1 < one.points.length; i++) {
        for (let j = 0; j + 1 < other.points.length; j++) {
          const [a, b, c, d] = [one.points[i], one.points[i + 1], other.points[j], other.points[j + 1]];
          if (a && b && c && d && cross(a, b, c, d)) crossings++;
        }
      }
    }
  }
  return {
    filled: [extent('left', 'right') / pane.width, extent('top', 'bottom') / pane.height],
    whole:
      inside.length === drawn.length &&
      inside.every(
        box => box.left >= pane.left && box.right <= pane.right && box.top >= pane.top && box.bottom <= pane.bottom,
      ),
    overlaps,
    struck,
    crossings,
    nodes: nodes.length,
  };
}
