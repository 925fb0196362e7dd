/** The messages between the extension and the script in the run panel. */
import * as z from 'zod/mini';
import type { ShownRun } from '@choreo/server/protocol';
import type { Banner } from '../panel/banner.ts';
import { fits, sourceWish } from '../panel/schema.ts';

/** Whose run is shown: the keys of the choreography, and of the finding or the way to end. */
const runSubject = z.union([
  z.object({ choreography: z.string(), verdict: z.string() }),
  z.object({ choreography: z.string(), end: z.string() }),
]);

export type RunSubject = Readonly<z.infer<typeof runSubject>>;

/** Which of two runs is active, and the selected step; the number of steps stands for the end. */
const position = { side: z.enum(['run', 'other']), step: z.number() };

export type Side = z.infer<typeof position.side>;

export interface RunContent {
  readonly subject: RunSubject;
  readonly code: string;
  /** A sentence about what the run shows. */
  readonly message: string;
  readonly run: ShownRun;
  readonly other?: ShownRun;
  /** With `other`: the first step in which the runs differ. */
  readonly firstDifference?: number;
}

export interface ShowRunMessage {
  readonly type: 'show';
  /** Undefined keeps the current run. */
  readonly content?: RunContent;
  readonly banner?: Banner;
  /** The user asked for this run, so the source is shown too. */
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

/** The state that survives a reload of the window. */
const savedRun = z.object({ subject: runSubject, ...position });

export type SavedRun = Readonly<z.infer<typeof savedRun>>;

/** Checks a message from the webview. */
export function isFromRunPage(value: unknown): value is FromRunPage {
  return fits(fromRunPage, value);
}

/** Checks the saved state of a window. */
export function isSavedRun(value: unknown): value is SavedRun {
  return fits(savedRun, value);
}

export function isRunSubject(value: unknown): value is RunSubject {
  return fits(runSubject, value);
}
