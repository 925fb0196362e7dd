/** What the extension and the script inside the preview say to each other. */
import type { Banner } from '../panel/banner.ts';
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
export interface Subject {
  readonly uri: string;
  readonly focus?: DiagramFocus;
}

export interface ShowMessage {
  readonly type: 'show';
  readonly subject: Subject;
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

export type Command = 'focus' | 'showAll' | 'banner';

export type FromWebview =
  | { readonly type: 'ready' }
  /** The user chose a node, edge or group. */
  | { readonly type: 'reveal'; readonly id: string }
  | { readonly type: 'command'; readonly command: Command }
  /** The user wants this choreography to run that way from now on. */
  | { readonly type: 'turn'; readonly choreography: string; readonly direction: DiagramDirection }
  /** The picture as it is seen. */
  | { readonly type: 'copy'; readonly direction: DiagramDirection }
  | { readonly type: 'save'; readonly svg: string }
  /** The picture could not be drawn. */
  | { readonly type: 'failed'; readonly message: string };

/** Where the user looks. `start`: nobody has moved it yet. */
export interface View {
  readonly moved: boolean;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** What outlives a reload of the window. */
export interface SavedState {
  readonly subject: Subject;
  readonly picture?: Picture;
  /** Which way it ran. */
  readonly shown?: DiagramDirection;
  readonly view?: View;
}

const commands: readonly string[] = ['focus', 'showAll', 'banner'] satisfies readonly Command[];

/** Checks what came out of the webview. */
export function isFromWebview(value: unknown): value is FromWebview {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  switch (value.type) {
    case 'ready':
      return true;
    case 'reveal':
      return 'id' in value && typeof value.id === 'string';
    case 'command':
      return 'command' in value && typeof value.command === 'string' && commands.includes(value.command);
    case 'turn':
      return 'choreography' in value && typeof value.choreography === 'string' && hasDirection(value);
    case 'copy':
      return hasDirection(value);
    case 'save':
      return 'svg' in value && typeof value.svg === 'string';
    case 'failed':
      return 'message' in value && typeof value.message === 'string';
    default:
      return false;
  }
}

function hasDirection(value: object): boolean {
  return 'direction' in value && isDirection(value.direction);
}

export function isDirection(value: unknown): value is DiagramDirection {
  return value === 'TB' || value === 'LR';
}

/** Checks what a window kept while it was closed: an older version of the extension may have written it. */
export function isSavedState(value: unknown): value is SavedState {
  if (typeof value !== 'object' || value === null || !('subject' in value)) return false;
  const { subject } = value;
  if (typeof subject !== 'object' || subject === null) return false;
  if (!('uri' in subject) || typeof subject.uri !== 'string') return false;
  if ('shown' in value && !isDirection(value.shown)) return false;
  return !('picture' in value) || value.picture === undefined || isPicture(value.picture);
}

function isPicture(value: unknown): value is Picture {
  return (
    typeof value === 'object' &&
    value !== null &&
    'texts' in value &&
    hasTexts(value.texts) &&
    'entries' in value &&
    Array.isArray(value.entries) &&
    'choreography' in value &&
    typeof value.choreography === 'string' &&
    'targets' in value &&
    Array.isArray(value.targets)
  );
}

function hasTexts(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'TB' in value && typeof value.TB === 'string' && 'LR' in value && typeof value.LR === 'string';
}
