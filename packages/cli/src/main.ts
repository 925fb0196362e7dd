/** The `choreo` command as a program of its own. */
import { endQuietlyWhenUnread } from './output/streams.ts';
import { runCommand } from './run-command.ts';

endQuietlyWhenUnread();
void runCommand(process.argv.slice(2)).then(exitCode => (process.exitCode = exitCode));
