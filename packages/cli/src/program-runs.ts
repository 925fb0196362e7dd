/** Defines the commands that run choreographies, with their options: verify, test, simulate and export. */
import { exportFormats } from '@choreo/codegen';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { ExportCommandOptions } from './commands/export.ts';
import type { SimulateCommandOptions } from './commands/simulate.ts';
import type { TestCommandOptions } from './commands/test.ts';
import type { VerifyCommandOptions } from './commands/verify.ts';
import { severities } from './report/severities.ts';

type Define = (name: string, summary: string) => Command;

/** As in choreo.config.json. */
const mostRedeliveries = 9;

const exits = `
Exit codes: 0 clean, 1 findings, 2 wrong usage or unreadable input, 3 a fault of Choreo itself.`;

/** More states than this do not fit into memory. */
const mostStates = 50_000_000;

function whole(least: number, most: number): (text: string) => number {
  return text => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0) || value > 1_000_000)
    throw new InvalidArgumentError('It must be a number of seconds above 0.');
  return value;
}

const redeliveries = (): Option =>
  new Option(
    '--redeliveries <n>',
    'the most redeliveries in one run (default: one, on channels that say at-least-once)',
  ).argParser(whole(0, mostRedeliveries));
const losses = (): Option =>
  new Option('--losses <n>', 'ask which ends only lost messages bring about: the most losses in one run')
    .argParser(whole(0, 9))
    .default(0);
const many = (): Option => new Option('--many <n>', 'how far * and + are taken').argParser(whole(2, 5)).default(2);
const maxStates = (): Option =>
  new Option('--max-states <n>', 'the most states to keep in one exploration')
    .argParser(whole(1, mostStates))
    .default(1_000_000);
const timeout = (): Option =>
  new Option('--timeout <seconds>', 'limit for each choreography; reports what is known by then').argParser(seconds);
const failOn = (what: string): Option =>
  new Option('--fail-on <severity>', `the lowest severity of ${what} that sets the exit code to 1`)
    .choices(severities)
    .default('warning');
const cases = (): Option =>
  new Option('--cases <n>', 'how many cases run at once, if no key tells them apart').argParser(whole(1, 2)).default(1);

export function defineRuns(define: Define, finish: (exitCode: number) => void): void {
  define(
    'verify',
    'Explore all runs. Report what holds on every run, and the shortest counterexample for what does not.',
  )
    .argument('[paths...]', 'files or folders', ['.'])
    .addOption(redeliveries())
    .addOption(losses())
    .addOption(many())
    .addOption(cases())
    .addOption(maxStates())
    .addOption(timeout())
    .addOption(
      new Option('--ends <n>', 'how many ways to end are listed with a run; the others are counted')
        .argParser(whole(0, 10_000))
        .default(30),
    )
    .addOption(new Option('--format <format>', 'the output format').choices(['text', 'json']).default('text'))
    .addOption(failOn('a violation'))
    .option('--runs', 'show both runs of each order-dependent-outcome, instead of one line')
    .addHelpText('after', exits)
    .action(async (paths: readonly string[], options: VerifyCommandOptions) => {
      const { verifyChoreographies } = await import('./commands/verify.ts');
      finish(await verifyChoreographies(paths, options));
    });

  define('test', 'Check the scenarios on every order of delivery that matches them.')
    .argument('[paths...]', 'files or folders', ['.'])
    .addOption(redeliveries())
    .addOption(many())
    .addOption(maxStates())
    .addOption(timeout())
    .addOption(new Option('--format <format>', 'the output format').choices(['text', 'json', 'junit']).default('text'))
    .addOption(failOn('a scenario that does not pass'))
    .addHelpText('after', exits)
    .action(async (paths: readonly string[], options: TestCommandOptions) => {
      const { testScenarios } = await import('./commands/test.ts');
      finish(await testScenarios(paths, options));
    });

  define('simulate', 'Run one choreography with random choices, once or many times.')
    .argument('<path>', 'a file or folder')
    .addOption(new Option('--seed <n>', 'the seed of the random choices').argParser(whole(0, 4_294_967_295)).default(1))
    .addOption(
      new Option('--runs <n>', 'if more than 1, count the ways in which runs end')
        .argParser(whole(1, 1_000_000))
        .default(1),
    )
    .addOption(
      new Option('--choose <choice>', 'fix the outcome of a reaction: Service.reaction=Outcome; can be repeated')
        .argParser((choice: string, choices: readonly string[]) => [...choices, choice])
        .default([], 'none'),
    )
    .addOption(
      new Option('--redeliveries <n>', 'the most redeliveries in one run')
        .argParser(whole(0, mostRedeliveries))
        .default(0),
    )
    .addOption(
      new Option('--format <format>', 'the output format')
        .choices(['text', 'json', 'mermaid', 'cloudevents'])
        .default('text'),
    )
    .option('--choreography <name>', 'which choreography, if there are several')
    .addHelpText('after', exits)
    .action(async (path: string, options: SimulateCommandOptions) => {
      const { simulate } = await import('./commands/simulate.ts');
      finish(await simulate(path, options));
    });

  const summaries = Object.values(exportFormats).map(({ summary }) => summary);
  define('export', `Write one choreography for another tool: ${summaries.join('; ')}.`)
    .argument('[paths...]', 'files or folders', ['.'])
    .addOption(
      new Option('--to <format>', 'the format to write').choices(Object.keys(exportFormats)).makeOptionMandatory(),
    )
    .addOption(redeliveries())
    .addOption(cases())
    .option('--choreography <name>', 'which choreography, if there are several')
    .option('-o, --output <file>', 'the file to write, instead of standard output')
    .addHelpText('after', exits)
    .action(async (paths: readonly string[], options: ExportCommandOptions) => {
      const { exportChoreography } = await import('./commands/export.ts');
      finish(await exportChoreography(paths, options));
    });
}
