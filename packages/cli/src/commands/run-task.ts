/** Runs a verification until it ends or times out, and shows its progress on a terminal. */
import type { Verification, VerifyTask } from '@choreo/analysis/verification';
import { harmless } from '../report/paint.ts';

/** Milliseconds before progress is first shown, and between two updates. */
const patience = 500;

/** `timeout` is in seconds. */
export function runTask(task: VerifyTask, name: string, timeout?: number): Verification {
  const begun = performance.now();
  const ends = timeout === undefined ? Infinity : begun + timeout * 1000;
  const isTerminal = process.stderr.isTTY;
  let shown = begun;
  let hasTold = false;
  let result = task.next();
  while (!result.done) {
    const now = performance.now();
    if (isTerminal && now - shown > patience) {
      const { states, frontier, what } = result.value;
      const line = `${name}: ${what}, ${grouped(states)} states, ${grouped(frontier)} still to explore`;
      process.stderr.write(`\r\u001b[K${harmless(line).slice(0, (process.stderr.columns || 80) - 1)}`);
      shown = now;
      hasTold = true;
    }
    result = now > ends ? task.next({ reason: `${timeout} s` }) : task.next();
  }
  if (hasTold) process.stderr.write('\r\u001b[K');
  return result.value;
}

/** `1 204`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
}
