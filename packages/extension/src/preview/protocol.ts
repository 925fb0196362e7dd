/** The messages between the extension and the script in the preview. */
import * as z from 'zod/mini';
import type { Banner } from '../panel/banner.ts';
import { fits } from '../panel/schema.ts';
import type { DiagramDirection, DiagramFocus, DiagramTarget, DiagramTexts } from '@choreo/server/protocol';

/** The picture to draw. */
export interface Picture {
  /** The choreography. A picture of another one starts with a fresh view. */
  readonly choreography: string;
  readonly title: string;
  /** The Mermaid text in both directions. */
  readonly texts: DiagramTexts;
  /** The direction that the user chose for this choreography. By default, the page chooses the one that fits best. */
  readonly direction?: DiagramDirection;
  /** The nodes at which flows begin. */
  readonly entries: readonly string[];
  readonly targets: readonly DiagramTarget[];
  /** The focused part. */
  readonly focus?: DiagramFocus;
}

/** The content of the preview. */
export interface PreviewSubject {
  readonly uri: string;
  readonly focus?: DiagramFocus;
}

export interface ShowMessage {
  readonly type: 'show';
  readonly subject: PreviewSubject;
  /** Undefined keeps the current picture. */
  readonly picture?: Picture;
  readonly banner?: Banner;
}

/** Highlights the elements of a step in the picture, as far as they are visible; undefined removes the highlights. */
export interface LightMessage {
  readonly type: 'light';
  /** The choreography of the step. */
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
  /** The user chose a direction for this choreography. */
  z.object({ type: z.literal('turn'), choreography: z.string(), direction }),
  /** The picture as displayed. */
  z.object({ type: z.literal('copy'), direction }),
  z.object({ type: z.literal('save'), svg: z.string() }),
  /** The picture could not be drawn. */
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export type FromWebview = Readonly<z.infer<typeof fromWebview>>;

/** The visible part of the picture. `start`: the user has not moved it yet. */
export interface View {
  readonly moved: boolean;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The state that survives a reload of the window. */
export interface SavedState {
  readonly subject: PreviewSubject;
  readonly picture?: Picture;
  /** The direction of the picture. */
  readonly shown?: DiagramDirection;
  readonly view?: View;
}

/** The parts that are used before the server has answered. */
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

/** Checks a message from the webview. */
export function isFromWebview(value: unknown): value is FromWebview {
  return fits(fromWebview, value);
}

export function isDirection(value: unknown): value is DiagramDirection {
  return fits(direction, value);
}

/** Checks the saved state of a window: an older version of the extension may have written it. */
export function isSavedState(value: unknown): value is SavedState {
  return fits(savedState, value);
}
