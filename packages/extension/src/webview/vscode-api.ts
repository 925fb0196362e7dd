/** Access to the extension for the script of a page. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: unknown): void {
  // This is not the `postMessage` of a window, so there is no target origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  api.postMessage(message);
}

/** The state that was saved before the window was reloaded. */
export function keptState(): unknown {
  return api.getState();
}

export function keepState(state: unknown): void {
  api.setState(state);
}

/** `Message`: the messages of the extension to this page. */
export function onPosted<Message extends { readonly type: string }>(handle: (message: Message) => void): void {
  window.addEventListener('message', (event: MessageEvent<Message | undefined>) => {
    if (typeof event.data?.type === 'string') handle(event.data);
  });
}
