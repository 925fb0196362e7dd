/** The script inside the preview: draws what the extension sends, and tells it what the user points at. */
import type { LightMessage, Picture, SavedState, ShowMessage, Subject, View } from '../preview/protocol.ts';
import { anchorsIn, driftOf } from './anchor.ts';
import { draw, drawForExport, superseded } from './draw.ts';
import { standaloneSvg } from './export-svg.ts';
import { onMessage, save, savedState, tell } from './host.ts';
import { listenToKeys } from './keys.ts';
import { lightTargets, wayToLight } from './light.ts';
import * as page from './page.ts';
import { createPanZoom } from './pan-zoom.ts';
import { markTargets, targetAt } from './targets.ts';
import { currentTheme, onThemeChange } from './theme.ts';

let subject: Subject | undefined;
/** What is to be seen: the newest that came, drawn or not. */
let picture: Picture | undefined;
/** What is seen. */
let drawn: { readonly picture: Picture; readonly theme: string; readonly svgId: string } | undefined;
let restored: View | undefined;
let light: LightMessage | undefined;

const panZoom = createPanZoom(page.viewport, page.canvas, sizeOfDrawing, keepState);

function sizeOfDrawing() {
  const svg = page.canvas.querySelector('svg');
  return { width: svg?.clientWidth || 1, height: svg?.clientHeight || 1 };
}

let keeping: ReturnType<typeof setTimeout> | undefined;
function keepState(): void {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    if (!subject) return;
    const state: SavedState = { subject, view: panZoom.view, ...(drawn && { picture: drawn.picture }) };
    save(state);
  }, 150);
}

function show(message: ShowMessage): void {
  subject = message.subject;
  page.showBanner(message.banner);
  page.showButton('showAll', subject.focus !== undefined);
  if (message.picture) {
    page.pressButton('turn', message.picture.direction === 'LR');
    picture = message.picture;
    void redraw();
  }
  keepState();
}

async function redraw(): Promise<void> {
  if (!picture) return;
  const wanted = picture;
  const theme = currentTheme();
  const themeKey = JSON.stringify(theme);
  if (drawn?.picture.text === wanted.text && drawn.theme === themeKey) {
    // The same picture again: only what is said of its elements may be new.
    drawn = { ...drawn, picture: wanted };
    page.showFailure(undefined);
    markTargets(page.canvas, drawn.svgId, wanted.targets);
    showLight();
    return;
  }
  try {
    const drawing = await draw(wanted.text, theme);
    if (drawing === superseded || picture !== wanted) return;
    const before = drawn;
    const anchors = before ? anchorsIn(page.viewport, page.canvas) : [];
    page.showSvg(drawing.svg);
    page.showFailure(undefined);
    markTargets(page.canvas, drawing.id, wanted.targets);
    drawn = { picture: wanted, theme: themeKey, svgId: drawing.id };
    if (before && partOf(before.picture) === partOf(wanted) && panZoom.view.moved) {
      const drift = driftOf(anchors, page.canvas);
      if (drift) panZoom.panBy(-drift.x, -drift.y, false);
    } else if (!before && restored?.moved) panZoom.restore(restored);
    else panZoom.start();
    showLight();
    keepState();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    page.showFailure(`This picture could not be drawn. ${drawn ? 'Below is the last one that could.' : ''}\n${reason}`);
    tell({ type: 'failed', message: reason });
  }
}

function showLight(): void {
  const ids = light && light.choreography === drawn?.picture.choreography ? light.targets : [];
  lightTargets(page.canvas, ids);
  const way = wayToLight(page.viewport, page.canvas, ids);
  if (way) panZoom.panBy(way.x, way.y, false);
}

/** A picture of another choreography or part, or one that runs another way, is seen from its beginning. */
function partOf({ choreography, direction, focus }: Picture): string {
  return JSON.stringify([choreography, direction, focus]);
}

async function saveSvg(): Promise<void> {
  if (!drawn) return;
  const theme = currentTheme();
  try {
    const { svg } = await drawForExport(drawn.picture.text, theme);
    tell({ type: 'save', svg: standaloneSvg(svg, theme) });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

function reveal(id: string | undefined): void {
  if (id !== undefined) tell({ type: 'reveal', id });
}

page.onButton('zoomIn', () => panZoom.zoomBy(1.25));
page.onButton('zoomOut', () => panZoom.zoomBy(0.8));
page.onButton('fit', () => panZoom.fit());
page.onButton('actualSize', () => panZoom.zoomTo(1));
for (const command of ['turn', 'focus', 'showAll', 'copy'] as const) {
  page.onButton(command, () => tell({ type: 'command', command }));
}
page.onButton('save', () => void saveSvg());
page.onBannerAction(() => tell({ type: 'command', command: 'banner' }));
page.canvas.addEventListener('click', event => reveal(targetAt(event)));
listenToKeys(page.viewport, panZoom, reveal);
onThemeChange(() => void redraw());
window.addEventListener('resize', () => {
  if (drawn && !panZoom.view.moved) panZoom.start();
});

const saved = savedState();
if (saved) {
  subject = saved.subject;
  restored = saved.view;
  picture = saved.picture;
  page.pressButton('turn', picture?.direction === 'LR');
  void redraw();
}
onMessage(message => {
  switch (message.type) {
    case 'show':
      return show(message);
    case 'light':
      light = message;
      return showLight();
    default:
      message satisfies never;
  }
});
tell({ type: 'ready' });
