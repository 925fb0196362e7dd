/** Standard output holds results only; what else there is to say goes to standard error. */
import { createPaint, harmless } from '../report/paint.ts';

export function note(message: string): void {
  process.stderr.write(`${createPaint(process.stderr)('warning', 'note:')} ${harmless(message)}\n`);
}

/** Where a fault of Choreo happened is of use to who reports it; without it, what happened is among the findings. */
export function logFault(text: string): void {
  if (process.env.CHOREO_DEBUG) process.stderr.write(`${harmless(text)}\n`);
}

/** Whoever reads our output may stop reading: `choreo check | head` is no failure. */
export function endQuietlyWhenUnread(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
}
