/** The entry point of the `choreo` command. */
import { endQuietlyWhenUnread } from './output/streams.ts';
import { runCommand } from './run-command.ts';

endQuietlyWhenUnread();
void runCommand(process.argv.slice(2)).then(exitCode => (process.exitCode = exitCode));
