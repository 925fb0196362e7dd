/**
 * The last line of defence: logs unexpected errors and keeps the process running. The next build reads everything again that
 * was left half-done, so the next edit recovers.
 */
import type { Connection } from 'vscode-languageserver';

/** If the editor is gone, the server ends, since every further write would fail. */
const nobodyListens: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

export function surviveFaults(connection: Connection): void {
  const survive = (error: unknown): void => {
    if (error instanceof Error && 'code' in error && nobodyListens.has(error.code)) process.exit(1);
    const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    connection.console.error(`An unexpected fault of Choreo. The server continues. ${text}`);
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}
