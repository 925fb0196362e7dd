/**
 * Requests and notifications by name, with the types of their contents. Plain data instead of the classes of the LSP
 * libraries, since server and client use different versions of those.
 */
declare const carried: unique symbol;

/** `P`: the parameters, `void` if there are none · `R`: the answer. */
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
