/** Writes to the standard streams: results go to standard output, everything else to standard error. */
import { createPaint, harmless } from '../report/paint.ts';

export function note(message: string): void {
  process.stderr.write(`${createPaint(process.stderr)('warning', 'note:')} ${harmless(message)}\n`);
}

/** Prints the stack of a fault of Choreo for bug reports, on request. The findings mention the fault in any case. */
export function logFault(text: string): void {
  if (process.env.CHOREO_DEBUG) process.stderr.write(`${harmless(text)}\n`);
}

/** The reader of the output may stop reading: `choreo check | head` is not a failure. */
export function endQuietlyWhenUnread(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
}
