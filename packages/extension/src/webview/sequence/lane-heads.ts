/** Keeps the names of the lanes visible above a long picture. */

export interface LaneHeads {
  /** Reads the names from a new drawing. */
  take(svg: SVGSVGElement): void;
  /** Follows the position and scale of the picture. */
  follow(view: { readonly x: number; readonly y: number; readonly scale: number }): void;
  /** How many screen pixels of the picture the names may cover. */
  readonly height: number;
}

const margin = 4;

export function createLaneHeads(place: HTMLElement): LaneHeads {
  let bottom = 0;
  let height = 0;
  return {
    take(svg) {
      const heads = [...svg.querySelectorAll<SVGGraphicsElement>('[data-et="participant"]')];
      const { x, y, width } = svg.viewBox.baseVal;
      bottom = Math.max(0, ...heads.map(head => head.getBBox()).map(box => box.y + box.height - y)) + margin;
      const copy = svg.cloneNode(false);
      if (!(copy instanceof SVGSVGElement)) return;
      // Keep the id, since the style of the drawing refers to it.
      for (const style of svg.querySelectorAll('style')) copy.append(style.cloneNode(true));
      for (const head of heads) copy.append(head.cloneNode(true));
      copy.setAttribute('viewBox', `${x} ${y} ${width} ${bottom}`);
      copy.setAttribute('height', String(bottom));
      place.replaceChildren(copy);
    },
    follow({ x, y, scale }) {
      const room = place.parentElement?.clientHeight ?? 0;
      // In a low panel, the names would leave no room for the picture.
      height = bottom * scale < room * 0.3 ? bottom * scale : 0;
      place.hidden = y >= 0 || height === 0;
      place.style.height = `${bottom * scale}px`;
      const [copy] = place.children;
      if (copy instanceof SVGSVGElement) copy.style.transform = `translate(${x}px, 0) scale(${scale})`;
    },
    get height() {
      return height;
    },
  };
}
