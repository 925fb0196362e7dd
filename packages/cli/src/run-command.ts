/** Runs one command and turns its result or failure into an exit code. */
import { CommanderError } from 'commander';
import { exitCodes, UsageProblem } from './failure.ts';
import { logFault } from './output/streams.ts';
import { createProgram } from './program.ts';
import { createPaint, harmless } from './report/paint.ts';

/** `args`: the arguments after `choreo`. Never rejects: a failure is printed and sets the exit code. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.clean;
  try {
    await createProgram(code => (exitCode = code)).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error);
  }
}

/** Prints the failure, unless it has been printed already. */
function exitCodeOf(error: unknown): number {
  // Commander has already printed its message or the help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  const paint = createPaint(process.stderr);
  if (error instanceof UsageProblem) {
    for (const message of error.messages) process.stderr.write(`${paint('error', 'choreo:')} ${harmless(message)}\n`);
    return exitCodes.usage;
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(
    `${paint('error', 'choreo:')} This is a fault of Choreo, not of your files: ${harmless(what)}\nPlease report it, if possible with the files that cause it. CHOREO_DEBUG=1 prints where it happened.\n`,
  );
  if (error instanceof Error) logFault(error.stack ?? what);
  return exitCodes.internal;
}
