/** The extension as a script in a page sees it, whatever the page says to it. */

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: unknown): void {
  // Not the `postMessage` of a window: there is no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  api.postMessage(message);
}

/** What was kept before the window was loaded anew. */
export function keptState(): unknown {
  return api.getState();
}

export function keepState(state: unknown): void {
  api.setState(state);
}

/** `Message`: all that the extension says to this page. */
export function onPosted<Message extends { readonly type: string }>(handle: (message: Message) => void): void {
  window.addEventListener('message', (event: MessageEvent<Message | undefined>) => {
    if (typeof event.data?.type === 'string') handle(event.data);
  });
}
