/** Sends the requests of the protocol to the server and receives its notifications, with the types of the protocol. */
import type { NotificationType, RequestType } from '@choreo/server/protocol';
import type { CancellationToken, Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

export function ask<P, R>(
  client: BaseLanguageClient,
  { method }: RequestType<P, R>,
  params: P,
  token?: CancellationToken,
): Promise<R> {
  return token ? client.sendRequest<R>(method, params, token) : client.sendRequest<R>(method, params);
}

export function listen<P>(
  client: BaseLanguageClient,
  { method }: NotificationType<P>,
  handler: (params: P) => void,
): Disposable {
  return client.onNotification(method, handler);
}
