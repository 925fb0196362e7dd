/** What the extension and the script inside the run panel say to each other. */
import * as z from 'zod/mini';
import type { ShownRun } from '@choreo/server/protocol';
import type { Banner } from '../panel/banner.ts';
import { fits, sourceWish } from '../panel/schema.ts';

/** Which finding it is whose run is shown: the keys of the choreography and of the verdict. */
const runSubject = z.object({ choreography: z.string(), verdict: z.string() });

export type RunSubject = Readonly<z.infer<typeof runSubject>>;

/** Where two runs lie side by side: which of them, and the step that is looked at; the number of steps for the end. */
const position = { side: z.enum(['run', 'other']), step: z.number() };

export type Side = z.infer<typeof position.side>;

export interface RunContent {
  readonly subject: RunSubject;
  readonly code: string;
  /** What the run shows, in a sentence. */
  readonly message: string;
  readonly run: ShownRun;
  readonly other?: ShownRun;
  /** With `other`: the first step in which they differ. */
  readonly firstDifference?: number;
}

export interface ShowRunMessage {
  readonly type: 'show';
  /** Without it the run stays as it is. */
  readonly content?: RunContent;
  readonly banner?: Banner;
  /** The user has asked for it, and wants to be shown where it is in the source. */
  readonly asked: boolean;
}

export type ToRunPage = ShowRunMessage | { readonly type: 'step'; readonly by: number };

const command = z.enum(['copy', 'scenario', 'simulate']);

export type RunPageCommand = z.infer<typeof command>;

const fromRunPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('at'), ...position, source: sourceWish }),
  z.object({ type: z.literal('command'), command, ...position }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export type FromRunPage = Readonly<z.infer<typeof fromRunPage>>;

/** What outlives a reload of the window. */
const savedRun = z.object({ subject: runSubject, ...position });

export type SavedRun = Readonly<z.infer<typeof savedRun>>;

/** Checks what came out of the webview. */
export function isFromRunPage(value: unknown): value is FromRunPage {
  return fits(fromRunPage, value);
}

/** Checks what a window kept while it was closed. */
export function isSavedRun(value: unknown): value is SavedRun {
  return fits(savedRun, value);
}

export function isRunSubject(value: unknown): value is RunSubject {
  return fits(runSubject, value);
}
