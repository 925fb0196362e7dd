/** What of a picture is seen first, and which way it runs, by the sizes of pane and picture. */
import { describe, expect, test } from 'vitest';
import {
  bestFitting,
  fitsAtActualSize,
  openingView,
  smallestText,
  textSize,
  type Box,
  type Layout,
} from '../src/webview/opening-view.ts';

const narrow = { width: 571, height: 816 };
const wide = { width: 1100, height: 568 };

/** A picture that is filled evenly with nodes. */
function layout(direction: 'TB' | 'LR', width: number, height: number, entries: readonly Box[] = []): Layout {
  const boxes: Box[] = [];
  for (let x = 0; x < width; x += 60) {
    for (let y = 0; y < height; y += 60) {
      boxes.push({ x, y, width: Math.min(50, width - x), height: Math.min(50, height - y) });
    }
  }
  return { direction, size: { width, height }, entries, boxes };
}

describe('a picture opens', () => {
  test('at its actual size where there is room, in the middle', () => {
    const view = openingView(narrow, layout('TB', 300, 400));
    expect(view).toMatchObject({ scale: 1, whole: true, x: (571 - 300) / 2, y: (816 - 400) / 2 });
    expect(fitsAtActualSize(narrow, layout('TB', 300, 400))).toBe(true);
  });

  test('whole, as long as its text can be read then', () => {
    const largest = Math.floor(((narrow.height - 32) * textSize) / smallestText);
    const fitting = openingView(narrow, layout('TB', 500, largest));
    expect(fitting.whole).toBe(true);
    expect(fitting.scale * textSize).toBeGreaterThanOrEqual(smallestText);
    expect(openingView(narrow, layout('TB', 500, largest + 2)).whole).toBe(false);
  });

  test('else at its entries, readable, and with nothing empty before the first', () => {
    const entry = { x: 1400, y: 20, width: 100, height: 40 };
    const view = openingView(narrow, layout('TB', 3000, 3000, [entry]));
    expect(view.scale * textSize).toBeCloseTo(smallestText);
    expect(view.x + (entry.x + 50) * view.scale).toBeCloseTo(narrow.width / 2);
    expect(view.y).toBe(16);
    const corner = openingView(narrow, layout('TB', 3000, 3000, [{ ...entry, x: 2900 }]));
    expect(corner.x + 3000 * corner.scale).toBeCloseTo(narrow.width - 16);
  });

  test('at the entries that there is room for together, from the first', () => {
    const near = { x: 100, y: 20, width: 100, height: 40 };
    const far = { ...near, x: 2800 };
    const together = openingView(narrow, layout('TB', 3000, 3000, [far, near, { ...near, x: 400 }]));
    const alone = openingView(narrow, layout('TB', 3000, 3000, [near]));
    for (const box of [near, { ...near, x: 400 }]) {
      expect(together.x + box.x * together.scale).toBeGreaterThanOrEqual(0);
      expect(together.x + (box.x + box.width) * together.scale).toBeLessThanOrEqual(narrow.width);
    }
    expect(alone.x + near.x * alone.scale).toBeGreaterThanOrEqual(0);
  });

  test('at its top left where no flow begins anywhere', () => {
    expect(openingView(narrow, layout('TB', 3000, 3000))).toMatchObject({ x: 16, y: 16 });
  });

  test('larger than need be where it would be a thin line in the pane', () => {
    const thin = openingView(wide, layout('LR', 4000, 230));
    expect(thin.scale * textSize).toBeGreaterThan(smallestText);
    expect(thin.scale).toBeLessThanOrEqual(1);
    expect(thin.filled).toBeGreaterThanOrEqual(1 / 3);
  });
});

describe('a picture runs', () => {
  test.each([
    // In the narrow pane the long way is down, in the wide one across.
    [narrow, [500, 1100], [1100, 500], 'TB'],
    [wide, [500, 1100], [1100, 500], 'LR'],
    // Only one of them can be read whole.
    [narrow, [900, 1400], [700, 500], 'LR'],
    [wide, [900, 700], [3000, 200], 'TB'],
    // Neither can: the one of which more is seen.
    [narrow, [2300, 700], [1150, 870], 'LR'],
    [narrow, [800, 8000], [8000, 2000], 'TB'],
    // One would be a thin line.
    [wide, [160, 1400], [1700, 400], 'LR'],
    // It is all the same.
    [narrow, [300, 300], [300, 300], 'TB'],
  ] as const)('in %o, as %o or %o, %s', (pane, [downWidth, downHeight], [acrossWidth, acrossHeight], direction) => {
    const layouts = [layout('TB', downWidth, downHeight), layout('LR', acrossWidth, acrossHeight)] as const;
    expect(bestFitting(pane, layouts).direction).toBe(direction);
  });
});
