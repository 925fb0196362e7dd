/**
 * Requests and notifications by name, with the types of what they carry. Plain data and not the classes of the LSP libraries:
 * server and client have different versions of those.
 */
declare const carried: unique symbol;

/** `P`: parameters, `void` where there are none · `R`: the answer. */
export interface RequestType<P, R> {
  readonly method: string;
  readonly [carried]?: (params: P) => R;
}

export interface NotificationType<P> {
  readonly method: string;
  readonly [carried]?: (params: P) => void;
}

export function requestType<P, R>(method: string): RequestType<P, R> {
  return { method };
}

export function notificationType<P>(method: string): NotificationType<P> {
  return { method };
}
