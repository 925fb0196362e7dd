/** What the extension and the script inside the run panel say to each other. */
import type { ShownRun } from '@choreo/server/protocol';
import type { Banner } from '../panel/banner.ts';
import { isSourceWish } from '../panel/source-wish.ts';
import type { SourceWish } from '../panel/source-wish.ts';

/** Which finding it is whose run is shown. */
export interface RunSubject {
  /** Key of the choreography. */
  readonly choreography: string;
  /** Key of the verdict. */
  readonly verdict: string;
}

/** Where two runs lie side by side: which of them. */
export type Side = 'run' | 'other';

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

export type RunPageCommand = 'copy' | 'scenario' | 'simulate';

export type FromRunPage =
  | { readonly type: 'ready' }
  /** The step that is looked at, the number of steps for the end. */
  | { readonly type: 'at'; readonly side: Side; readonly step: number; readonly source: SourceWish }
  | { readonly type: 'command'; readonly command: RunPageCommand; readonly side: Side; readonly step: number }
  | { readonly type: 'failed'; readonly message: string };

/** What outlives a reload of the window. */
export interface SavedRun {
  readonly subject: RunSubject;
  readonly side: Side;
  readonly step: number;
}

const pageCommands: readonly string[] = ['copy', 'scenario', 'simulate'] satisfies readonly RunPageCommand[];

/** Checks what came out of the webview. */
export function isFromRunPage(value: unknown): value is FromRunPage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  switch (value.type) {
    case 'ready':
      return true;
    case 'at':
      return isPosition(value) && 'source' in value && isSourceWish(value.source);
    case 'command':
      return (
        isPosition(value) &&
        'command' in value &&
        typeof value.command === 'string' &&
        pageCommands.includes(value.command)
      );
    case 'failed':
      return 'message' in value && typeof value.message === 'string';
    default:
      return false;
  }
}

/** Checks what a window kept while it was closed. */
export function isSavedRun(value: unknown): value is SavedRun {
  if (typeof value !== 'object' || value === null || !('subject' in value)) return false;
  return isRunSubject(value.subject) && isPosition(value);
}

export function isRunSubject(value: unknown): value is RunSubject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'choreography' in value &&
    typeof value.choreography === 'string' &&
    'verdict' in value &&
    typeof value.verdict === 'string'
  );
}

function isPosition(value: object): boolean {
  return (
    'side' in value &&
    (value.side === 'run' || value.side === 'other') &&
    'step' in value &&
    typeof value.step === 'number'
  );
}
