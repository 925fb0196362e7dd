/** Registers handlers for the requests of the protocol and sends its notifications, with the types of the protocol. */
import type { CancellationToken, Connection, HandlerResult } from 'vscode-languageserver';
import type { NotificationType, RequestType } from './protocol/request-type.ts';

export function answer<P, R>(
  connection: Connection,
  { method }: RequestType<P, R>,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): void {
  connection.onRequest(method, (params: P, token) => handler(params, token) as HandlerResult<R, void>);
}

export function notify<P>(connection: Connection, { method }: NotificationType<P>, params: P): void {
  connection.sendNotification(method, params).catch((error: unknown) => console.error(error));
}
