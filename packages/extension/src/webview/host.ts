/** The extension as the script in the page sees it. */
import { isSavedState, type FromWebview, type SavedState, type ToWebview } from '../preview/protocol.ts';

interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function tell(message: FromWebview): void {
  // Not the `postMessage` of a window: there is no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  api.postMessage(message);
}

/** What was kept before the window was loaded anew. */
export function savedState(): SavedState | undefined {
  const state = api.getState();
  return isSavedState(state) ? state : undefined;
}

export function save(state: SavedState): void {
  api.setState(state);
}

export function onMessage(handle: (message: ToWebview) => void): void {
  window.addEventListener('message', (event: MessageEvent<ToWebview>) => {
    if (event.data?.type === 'show') handle(event.data);
  });
}
