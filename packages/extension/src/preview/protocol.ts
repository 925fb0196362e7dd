/** What the extension and the script inside the preview say to each other. */
import * as z from 'zod/mini';
import type { Banner } from '../panel/banner.ts';
import { fits } from '../panel/schema.ts';
import type { DiagramDirection, DiagramFocus, DiagramTarget, DiagramTexts } from '@choreo/server/protocol';

/** What is drawn. */
export interface Picture {
  /** The choreography: a picture of another one is looked at afresh. */
  readonly choreography: string;
  readonly title: string;
  /** Mermaid, running either way. */
  readonly texts: DiagramTexts;
  /** As the user has turned this choreography; without it the picture runs the way that fits the pane best. */
  readonly direction?: DiagramDirection;
  /** The nodes at which flows begin. */
  readonly entries: readonly string[];
  readonly targets: readonly DiagramTarget[];
  /** Of which part. */
  readonly focus?: DiagramFocus;
}

/** What the preview shows, and how. */
export interface PreviewSubject {
  readonly uri: string;
  readonly focus?: DiagramFocus;
}

export interface ShowMessage {
  readonly type: 'show';
  readonly subject: PreviewSubject;
  /** Without it the picture stays as it is. */
  readonly picture?: Picture;
  readonly banner?: Banner;
}

/** Lights what a step of a run is in the picture, as far as it shows that; nothing: puts all out. */
export interface LightMessage {
  readonly type: 'light';
  /** Of which choreography. */
  readonly choreography: string;
  readonly targets: readonly string[];
}

export type ToWebview = ShowMessage | LightMessage;

const direction = z.enum(['TB', 'LR']);
const command = z.enum(['focus', 'showAll', 'banner']);

export type Command = z.infer<typeof command>;

const fromWebview = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The user chose a node, edge or group. */
  z.object({ type: z.literal('reveal'), id: z.string() }),
  z.object({ type: z.literal('command'), command }),
  /** The user wants this choreography to run that way from now on. */
  z.object({ type: z.literal('turn'), choreography: z.string(), direction }),
  /** The picture as it is seen. */
  z.object({ type: z.literal('copy'), direction }),
  z.object({ type: z.literal('save'), svg: z.string() }),
  /** The picture could not be drawn. */
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export type FromWebview = Readonly<z.infer<typeof fromWebview>>;

/** Where the user looks. `start`: nobody has moved it yet. */
export interface View {
  readonly moved: boolean;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What outlives a reload of the window. */
export interface SavedState {
  readonly subject: PreviewSubject;
  readonly picture?: Picture;
  /** Which way it ran. */
  readonly shown?: DiagramDirection;
  readonly view?: View;
}

/** As far as it is relied on before the server has answered. */
const savedState = z.object({
  subject: z.object({ uri: z.string() }),
  picture: z.optional(
    z.object({
      choreography: z.string(),
      texts: z.object({ TB: z.string(), LR: z.string() }),
      entries: z.array(z.string()),
      targets: z.array(z.unknown()),
    }),
  ),
  shown: z.optional(direction),
});

/** Checks what came out of the webview. */
export function isFromWebview(value: unknown): value is FromWebview {
  return fits(fromWebview, value);
}

export function isDirection(value: unknown): value is DiagramDirection {
  return fits(direction, value);
}

/** Checks what a window kept while it was closed: an older version of the extension may have written it. */
export function isSavedState(value: unknown): value is SavedState {
  return fits(savedState, value);
}
