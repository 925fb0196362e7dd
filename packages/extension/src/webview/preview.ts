/** The script in the preview: draws the pictures from the extension, and reports what the user selects. */
import type { LightMessage, Picture, SavedState, ShowMessage, PreviewSubject } from '../preview/protocol.ts';
import { anchorsIn, driftOf } from './anchor.ts';
import { clearTitles } from './clear-titles.ts';
import { drawForExport, superseded } from './draw.ts';
import { standaloneSvg } from './export-svg.ts';
import { onMessage, save, savedState, tell } from './host.ts';
import { listenToKeys } from './keys.ts';
import { createLayouts, type DrawnLayout, type Shown } from './layouts.ts';
import { lightTargets, wayToLight } from './light.ts';
import { openingView, type Size } from './opening-view.ts';
import * as page from './page.ts';
import { createPanZoom } from './pan-zoom.ts';
import { markTargets, targetAt } from './targets.ts';
import { currentTheme, onThemeChange } from './theme.ts';

let subject: PreviewSubject | undefined;
/** The newest picture from the extension, drawn or not. */
let picture: Picture | undefined;
/** The picture on the screen. */
let drawn: { readonly picture: Picture; readonly theme: string; readonly layout: DrawnLayout } | undefined;
let restored: Pick<SavedState, 'view' | 'shown'> | undefined;
const layouts = createLayouts();
let light: LightMessage | undefined;

const panZoom = createPanZoom(
  page.viewport,
  page.canvas,
  () => drawn?.layout.size ?? { width: 1, height: 1 },
  keepState,
  pane => (drawn ? openingView(pane, drawn.layout) : { x: 0, y: 0, scale: 1 }),
);

function paneSize(): Size {
  return { width: page.viewport.clientWidth, height: page.viewport.clientHeight };
}

let keeping: ReturnType<typeof setTimeout> | undefined;
function keepState(): void {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    if (!subject) return;
    const seen = drawn && { picture: drawn.picture, shown: drawn.layout.direction };
    save({ subject, view: panZoom.view, ...seen });
  }, 150);
}

function show(message: ShowMessage): void {
  subject = message.subject;
  page.showBanner(message.banner);
  page.showButton('showAll', subject.focus !== undefined);
  if (message.picture) {
    picture = message.picture;
    void redraw();
  }
  keepState();
}

/** `afresh`: choose the direction again, as for a new picture. */
async function redraw(afresh = false): Promise<void> {
  if (!picture) return;
  const wanted = picture;
  const theme = currentTheme();
  try {
    const layout = await layouts.layOut(wanted, theme, paneSize(), afresh ? undefined : shownOf(wanted));
    if (layout === superseded || picture !== wanted) return;
    page.showFailure(undefined);
    page.pressButton('turn', layout.direction === 'LR');
    const before = drawn;
    drawn = { picture: wanted, theme: JSON.stringify(theme), layout };
    // The picture is the same: only the findings on its elements may be new.
    const isSame = before?.layout.text === layout.text && before.theme === drawn.theme;
    const anchors = before && !isSame ? anchorsIn(page.viewport, page.canvas) : [];
    if (!isSame) page.showSvg(layout.svg);
    if (!isSame) clearTitles(page.canvas);
    markTargets(page.canvas, drawn.layout.id, wanted.targets);
    if (isSame && !afresh) return showLight();
    if (before && isSeenFromHere(before, drawn) && panZoom.view.moved) {
      const drift = driftOf(anchors, page.canvas);
      if (drift) panZoom.panBy(-drift.x, -drift.y, false);
    } else if (!before && restored?.view?.moved) panZoom.restore(restored.view);
    else panZoom.start();
    showLight();
    keepState();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    page.showFailure(
      `This picture could not be drawn.${drawn ? ' The picture below is the last one that could be drawn.' : ''}\n${reason}`,
    );
    tell({ type: 'failed', message: reason });
  }
}

/** The layout of the wanted part that is on the screen, if any. */
function shownOf(wanted: Picture): Shown | undefined {
  if (!drawn) {
    const { view, shown } = restored ?? {};
    return view?.moved && shown ? { direction: shown, whole: false, moved: true } : undefined;
  }
  if (partOf(drawn.picture) !== partOf(wanted)) return undefined;
  const { moved } = panZoom.view;
  return { direction: drawn.layout.direction, whole: openingView(paneSize(), drawn.layout).whole, moved };
}

function showLight(): void {
  const ids = light && light.choreography === drawn?.picture.choreography ? light.targets : [];
  lightTargets(page.canvas, ids);
  const way = wayToLight(page.viewport, page.canvas, ids);
  if (way) panZoom.panBy(way.x, way.y, false);
}

function partOf({ choreography, focus }: Picture): string {
  return JSON.stringify([choreography, focus]);
}

/** A picture of another choreography or part, or in another direction, starts with a fresh view. */
function isSeenFromHere(before: NonNullable<typeof drawn>, now: NonNullable<typeof drawn>): boolean {
  return partOf(before.picture) === partOf(now.picture) && before.layout.direction === now.layout.direction;
}

async function saveSvg(): Promise<void> {
  if (!drawn) return;
  const theme = currentTheme();
  try {
    const { svg } = await drawForExport(drawn.layout.text, theme);
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
page.onButton('turn', () => {
  if (!drawn) return;
  const { choreography } = drawn.picture;
  tell({ type: 'turn', choreography, direction: drawn.layout.direction === 'LR' ? 'TB' : 'LR' });
});
page.onButton('copy', () => {
  if (drawn) tell({ type: 'copy', direction: drawn.layout.direction });
});
for (const command of ['focus', 'showAll'] as const) {
  page.onButton(command, () => tell({ type: 'command', command }));
}
page.onButton('save', () => void saveSvg());
page.onBannerAction(() => tell({ type: 'command', command: 'banner' }));
page.canvas.addEventListener('click', event => reveal(targetAt(event)));
listenToKeys(page.viewport, panZoom, reveal);
onThemeChange(() => void redraw());
window.addEventListener('resize', () => {
  if (drawn && !panZoom.view.moved) void redraw(true);
});

const saved = savedState();
if (saved) {
  subject = saved.subject;
  restored = saved;
  picture = saved.picture;
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
