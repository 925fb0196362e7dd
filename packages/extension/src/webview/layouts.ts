/** Lays out pictures, in both directions if needed, and caches the layouts of the current picture. */
import type { DiagramDirection } from '@choreo/server/protocol';
import type { Picture } from '../preview/protocol.ts';
import { draw, superseded, type Drawing } from './draw.ts';
import { bestFitting, fitsAtActualSize, openingView, type Box, type Layout, type Size } from './opening-view.ts';
import type { PictureTheme } from './theme.ts';

export interface DrawnLayout extends Layout, Drawing {
  readonly text: string;
}

/** The layout of the same part that is on the screen now. */
export interface Shown {
  readonly direction: DiagramDirection;
  /** Whether the whole picture is readable. If so, its direction does not change automatically. */
  readonly whole: boolean;
  readonly moved: boolean;
}

export interface Layouts {
  /** The direction that the user chose, else the current one, else the one that fits best. */
  layOut(picture: Picture, theme: PictureTheme, pane: Size, shown?: Shown): Promise<DrawnLayout | typeof superseded>;
}

export function createLayouts(): Layouts {
  let known = new Map<string, DrawnLayout>();

  async function laidOut(
    picture: Picture,
    direction: DiagramDirection,
    theme: PictureTheme,
  ): Promise<DrawnLayout | typeof superseded> {
    const text = picture.texts[direction];
    const keyOf = (one: string) => JSON.stringify([one, theme]);
    const wanted = new Set(Object.values(picture.texts).map(keyOf));
    known = new Map([...known].filter(([key]) => wanted.has(key)));
    const before = known.get(keyOf(text));
    if (before) return { ...before, direction };
    const drawing = await draw(text, theme);
    if (drawing === superseded) return superseded;
    const layout = { ...drawing, text, direction, ...measured(drawing, picture.entries) };
    known.set(keyOf(text), layout);
    return layout;
  }

  return {
    async layOut(picture, theme, pane, shown) {
      if (picture.direction) return laidOut(picture, picture.direction, theme);
      const direction = shown?.direction ?? 'TB';
      const first = await laidOut(picture, direction, theme);
      if (first === superseded || fitsAtActualSize(pane, first)) return first;
      if (shown && (shown.moved || !shown.whole || openingView(pane, first).whole)) return first;
      const second = await laidOut(picture, direction === 'TB' ? 'LR' : 'TB', theme);
      return second === superseded ? superseded : bestFitting(pane, [first, second]);
    },
  };
}

/** The minimum size of a node, since the drawing only gives its centre. */
const nodeSize = { width: 50, height: 24 };

/** Reads sizes from the attributes of the SVG, so that a hidden drawing can be measured too. */
function measured({ svg, id }: Drawing, entries: readonly string[]): Omit<Layout, 'direction'> {
  const holder = document.createElement('template');
  holder.innerHTML = svg;
  const root = holder.content.querySelector('svg');
  const view = root?.viewBox.baseVal;
  const size = { width: Number(root?.getAttribute('width')) || 1, height: Number(root?.getAttribute('height')) || 1 };
  if (!root || !view || view.width === 0) return { size, entries: [], boxes: [] };
  const scale = size.width / view.width;
  const placed = (x: number, y: number): Pick<Box, 'x' | 'y'> => ({ x: (x - view.x) * scale, y: (y - view.y) * scale });
  const nodes = [...root.querySelectorAll('g.node')].flatMap(node => {
    const [, x, y] = /translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)/u.exec(node.getAttribute('transform') ?? '') ?? [];
    if (x === undefined || y === undefined) return [];
    const middle = placed(Number(x), Number(y));
    const corner = { x: middle.x - nodeSize.width / 2, y: middle.y - nodeSize.height / 2 };
    return [{ id: node.id, box: { ...nodeSize, ...corner } }];
  });
  const frames = [...root.querySelectorAll('g.cluster > rect')].map(frame => {
    const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map(name =>
      Number(frame.getAttribute(name)),
    );
    return { ...placed(x, y), width: width * scale, height: height * scale };
  });
  const isEntry = (node: string) => entries.some(entry => node.startsWith(`${id}-flowchart-${entry}-`));
  return {
    size,
    entries: nodes.filter(node => isEntry(node.id)).map(({ box }) => box),
    boxes: [...nodes.map(({ box }) => box), ...frames],
  };
}
