/** Renders Mermaid text to SVG, one at a time, since Mermaid has a global configuration. Of waiting texts, only the newest is drawn. */
import mermaid from 'mermaid';
import type { MermaidConfig } from 'mermaid';
import { textSize } from './opening-view.ts';
import type { PictureTheme } from './theme.ts';

/** The text size of a sequence diagram, in pixels. */
export const runTextSize = 13;

/** Not a failure: a newer text replaces this one. */
export const superseded = Symbol('superseded');

export interface Drawing {
  readonly svg: string;
  /** The id of the SVG, which is also the prefix of the ids inside it. */
  readonly id: string;
}

let turn: Promise<unknown> = Promise.resolve();
let count = 0;
const newest = new Map<string, number>();

/** `place`: the target of the drawing; only its newest text is drawn. Rejects with Mermaid's error if the text is invalid. */
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

/** The scale of a flow's layout. Mermaid fixes the gaps between elements in pixels, so a larger layout has relatively smaller gaps. */
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

/** Renders labels as SVG text, which programs other than browsers can show too. */
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
    // Overrides the text sizes of sequence diagrams. Flows take theirs from the theme.
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
    // The diagram package limits the size of the text itself.
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
