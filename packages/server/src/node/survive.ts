/**
 * The last line of defence: what nobody foresaw is written to the log, and the process goes on. The next build reads whatever
 * was left half-done anew, so that a good edit heals it.
 */
import type { Connection } from 'vscode-languageserver';

/** An editor that is gone can be served no longer, and would be written to in vain for ever. */
const nobodyListens: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

export function surviveFaults(connection: Connection): void {
  const survive = (error: unknown): void => {
    if (error instanceof Error && 'code' in error && nobodyListens.has(error.code)) process.exit(1);
    const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    connection.console.error(`A fault of Choreo that nothing caught; the server goes on: ${text}`);
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}
