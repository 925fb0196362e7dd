/** Defines the commands and options of `choreo`. */
import { Command, Option } from 'commander';
import type { CheckOptions } from './commands/check.ts';
import type { DiagramOptions } from './commands/diagram.ts';
import type { FormatCommandOptions } from './commands/format.ts';
import type { GenerateOptions } from './commands/generate.ts';
import { defineRuns } from './program-runs.ts';
import manifest from '../package.json' with { type: 'json' };

const exits = `
Exit codes: 0 clean, 1 findings, 2 wrong usage or unreadable input, 3 a fault of Choreo itself.`;

/** `finish` receives the exit code of the command. */
export function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('choreo')
    .description('Checks, formats, verifies, draws and generates choreographies of event-driven services.')
    .version(manifest.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', exits)
    .exitOverride();

  // A command inherits the settings so far. Each command loads only the parts of the tool that it needs, to start faster.
  const define = (name: string, summary: string) =>
    program.command(name).description(summary).helpOption('-h, --help', 'print help');

  define('check', 'Check choreographies and report the findings.')
    .argument('[paths...]', 'files or folders', ['.'])
    .addOption(new Option('--format <format>', 'the output format').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--fail-on <severity>', 'the lowest severity that sets the exit code to 1')
        .choices(['error', 'warning', 'info', 'hint'])
        .default('error'),
    )
    .addHelpText('after', `${exits}\n\nSeverities are set for each rule in choreo.config.json.`)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const { check } = await import('./commands/check.ts');
      finish(await check(paths, options));
    });

  define('format', 'Format files in place.')
    .argument('[paths...]', 'files or folders; - formats standard input to standard output', ['.'])
    .option('--check', 'write nothing; set the exit code to 1 if something would change')
    .addHelpText('after', exits)
    .action(async (paths: readonly string[], options: FormatCommandOptions) => {
      const { formatFiles } = await import('./commands/format.ts');
      finish(await formatFiles(paths, options));
    });

  define('diagram', 'Draw one choreography.')
    .argument('[paths...]', 'files or folders', ['.'])
    .addOption(new Option('--format <format>', 'the output format').choices(['mermaid']).default('mermaid'))
    .option('--choreography <name>', 'which choreography, if there are several')
    .option('-o, --output <file>', 'the file to write, instead of standard output')
    .addHelpText('after', exits)
    .action(async (paths: readonly string[], options: DiagramOptions) => {
      const { diagram } = await import('./commands/diagram.ts');
      finish(await diagram(paths, options));
    });

  define('generate', 'Generate the TypeScript services of one choreography.')
    .argument('[paths...]', 'files or folders', ['.'])
    .requiredOption('--out <folder>', 'the folder of the generated project; it need not exist')
    .option('--choreography <name>', 'which choreography, if there are several')
    .option(
      '--service <name>',
      'generate only this service; can be repeated',
      (name, names: string[]) => [...names, name],
      [],
    )
    .option('--check', 'write nothing; set the exit code to 1 if something would change')
    .addOption(new Option('--dry-run', 'write nothing; list what would change').conflicts('check'))
    .addHelpText('after', exits)
    .action(async (paths: readonly string[], options: GenerateOptions) => {
      const { generateServices } = await import('./commands/generate.ts');
      finish(await generateServices(paths, options));
    });

  defineRuns(define, finish);
  return program;
}
