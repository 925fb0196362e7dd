/** Sends messages from the preview to the extension and receives its messages. */
import { isSavedState, type FromWebview, type SavedState, type ToWebview } from '../preview/protocol.ts';
import { keepState, keptState, onPosted, post } from './vscode-api.ts';

export function tell(message: FromWebview): void {
  post(message);
}

export function savedState(): SavedState | undefined {
  const state = keptState();
  return isSavedState(state) ? state : undefined;
}

export function save(state: SavedState): void {
  keepState(state);
}

export function onMessage(handle: (message: ToWebview) => void): void {
  onPosted(handle);
}
