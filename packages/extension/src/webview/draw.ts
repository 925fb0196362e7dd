/** Mermaid text to SVG. One at a time, since Mermaid has one configuration; of those that wait only the newest is drawn. */
import mermaid from 'mermaid';
import type { MermaidConfig } from 'mermaid';
import { textSize } from './opening-view.ts';
import type { PictureTheme } from './theme.ts';

/** Of the text in a sequence diagram, in pixels. */
export const runTextSize = 13;

/** Told apart from a failure: something newer is to be drawn instead. */
export const superseded = Symbol('superseded');

export interface Drawing {
  readonly svg: string;
  /** The id of the SVG, with which the ids inside it begin. */
  readonly id: string;
}

let turn: Promise<unknown> = Promise.resolve();
let count = 0;
const newest = new Map<string, number>();

/** `place`: where the drawing goes; only the newest of a place is drawn. Rejects with Mermaid's complaint if the text is no picture. */
export function draw(text: string, theme: PictureTheme, place = ''): Promise<Drawing | typeof superseded> {
  const own = ++count;
  newest.set(place, own);
  return inTurn(async () => {
    if (own !== newest.get(place)) return superseded;
    const flow = text.startsWith('flowchart');
    mermaid.initialize(flow ? dense(configuration(theme, text)) : configuration(theme, text));
    const id = `picture${own}`;
    document.body.dataset['layout'] = text.startsWith('flowchart TB') ? 'downwards' : '';
    const { svg } = await mermaid.render(id, text);
    if (own !== newest.get(place)) return superseded;
    return { svg: flow ? shrunk(svg) : svg, id };
  });
}

/** How much larger than it is shown a flow is laid out: the gaps between its elements, which Mermaid fixes in pixels, then take up less. */
const enlargement = 24 / textSize;

function dense(config: MermaidConfig): MermaidConfig {
  return {
    ...config,
    themeVariables: { ...config.themeVariables, fontSize: `${textSize * enlargement}px` },
    // The diagram package breaks lines itself.
    flowchart: { ...config.flowchart, wrappingWidth: 700 },
  };
}

function shrunk(svg: string): string {
  const holder = document.createElement('template');
  holder.innerHTML = svg;
  const root = holder.content.querySelector('svg');
  if (!root) return svg;
  const { width, height } = root.viewBox.baseVal;
  root.setAttribute('width', String(width / enlargement));
  root.setAttribute('height', String(height / enlargement));
  return holder.innerHTML;
}

/** With labels that other programs than browsers can show. */
export function drawForExport(text: string, theme: PictureTheme): Promise<Drawing> {
  return inTurn(async () => {
    mermaid.initialize({ ...configuration(theme, text), htmlLabels: false });
    const id = 'choreography';
    const { svg } = await mermaid.render(id, text);
    return { svg, id };
  });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work);
  turn = result.catch(() => undefined);
  return result;
}

function configuration(theme: PictureTheme, text: string): MermaidConfig {
  return {
    // Overrules the sizes of a sequence diagram's own texts; flows have theirs from the theme.
    ...(text.startsWith('sequenceDiagram') && { fontSize: runTextSize }),
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    layout: 'elk',
    elk: { preset: 'depthFirst' },
    look: 'classic',
    theme: 'base',
    themeVariables: { ...theme.variables },
    htmlLabels: true,
    // The text comes from the diagram package, which keeps to what can be laid out.
    maxTextSize: 1_000_000,
    maxEdges: 2_000,
    flowchart: { useMaxWidth: false, wrappingWidth: 320, minNodeWidth: 0 },
    sequence: {
      useMaxWidth: false,
      mirrorActors: false,
      // An actor's figure needs it.
      height: 68,
      width: 120,
      actorMargin: 44,
      messageMargin: 22,
      boxMargin: 6,
      bottomMarginAdj: 4,
      diagramMarginX: 12,
      diagramMarginY: 6,
    },
  };
}
