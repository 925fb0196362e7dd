/** Mermaid text to SVG. One at a time, since Mermaid has one configuration; of those that wait only the newest is drawn. */
import mermaid from 'mermaid';
import type { MermaidConfig } from 'mermaid';
import type { PictureTheme } from './theme.ts';

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
    mermaid.initialize(configuration(theme, text));
    const id = `picture${own}`;
    const { svg } = await mermaid.render(id, text);
    return own === newest.get(place) ? { svg, id } : superseded;
  });
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
    ...(text.startsWith('sequenceDiagram') && { fontSize: 13 }),
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    layout: 'elk',
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
