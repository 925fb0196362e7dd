/**
 * A connection whose handlers may throw: the client gets an error, the log gets the details, and the server continues.
 * Without it, a rejected promise that nobody awaits would end the process.
 */
import type { Faults } from '@choreo/language/lsp';
import { startOf } from '@choreo/language/lsp';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';

/** Features one level deeper: `connection.workspace.onDidRenameFiles`. */
const nested: ReadonlySet<string | symbol> = new Set([
  'workspace',
  'languages',
  'callHierarchy',
  'typeHierarchy',
  'semanticTokens',
]);

/** `faults`: called only on a failure, since the services that provide it need the connection first. */
export function guardedConnection(connection: Connection, faults: () => Faults): Connection {
  return guarded(connection, faults);
}

function guarded<T extends object>(target: T, faults: () => Faults): T {
  return new Proxy(target, {
    get(_target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (nested.has(property) && typeof value === 'object' && value !== null) return guarded(value, faults);
      if (typeof value !== 'function') return value;
      if (!String(property).startsWith('on')) return value.bind(target);
      return (...args: readonly unknown[]): unknown => {
        const [first] = args;
        const named = typeof first === 'object' && first !== null && 'method' in first ? first.method : first;
        const what = typeof named === 'string' ? named : String(property);
        return Reflect.apply(
          value,
          target,
          args.map(argument => (isHandler(argument) ? guardedHandler(argument, what, faults) : argument)),
        );
      };
    },
  });
}

type Handler = (...args: readonly unknown[]) => unknown;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function guardedHandler(handler: Handler, what: string, faults: () => Faults): Handler {
  const failed = (error: unknown, params: unknown): never => {
    if (error instanceof ResponseError) throw error;
    faults().note(`answering \`${what}\``, startOf(uriIn(params)), error);
    const cause = error instanceof Error ? error.message : String(error);
    throw new ResponseError(
      ErrorCodes.InternalError,
      `Choreo could not answer this because of a fault in Choreo: ${cause}. Please report it. The output of Choreo has the details.`,
    );
  };
  return (...args) => {
    try {
      const result = handler(...args);
      return result instanceof Promise ? result.catch((error: unknown) => failed(error, args[0])) : result;
    } catch (error) {
      return failed(error, args[0]);
    }
  };
}

function uriIn(params: unknown): string {
  if (typeof params !== 'object' || params === null) return '';
  if ('uri' in params && typeof params.uri === 'string') return params.uri;
  return 'textDocument' in params ? uriIn(params.textDocument) : '';
}
