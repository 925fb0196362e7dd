/** `choreo simulate`: plays one random run, or counts the ways in which many runs end. */
import type { OutcomeFrequency, Run, SimulationOptions } from '@choreo/analysis/runs';
import { alternativeText } from '@choreo/analysis';
import { createSimulation, outcomeFrequencies } from '@choreo/analysis/runs';
import { cloudEventLines } from '@choreo/codegen';
import { sequenceDiagram } from '@choreo/diagram';
import { keepsFromRunning, runText } from '@choreo/language';
import type { Choreography } from '@choreo/model';
import { namesOf, outcomesOf } from '@choreo/model';
import { exitCodes, UsageProblem } from '../failure.ts';
import { load } from '../input/load.ts';
import { note } from '../output/streams.ts';
import { harmless } from '../report/paint.ts';
import { createPaint } from '../report/paint.ts';
import { textReport } from '../report/text-report.ts';
import { traceOf } from '../report/verification-report.ts';
import { runLines } from '../report/wrap.ts';
import { chooseChoreography } from './choose.ts';

export interface SimulateCommandOptions {
  readonly seed: number;
  readonly runs: number;
  readonly choose: readonly string[];
  readonly redeliveries: number;
  readonly format: 'text' | 'json' | 'mermaid' | 'cloudevents';
  readonly choreography?: string;
}

export async function simulate(path: string, options: SimulateCommandOptions): Promise<number> {
  const { seed, runs, redeliveries, format } = options;
  if (runs > 1 && (format === 'mermaid' || format === 'cloudevents'))
    throw new UsageProblem(`--format ${format} shows a single run. Remove --runs, or use --format text or json.`);
  const loaded = await load([path]);
  loaded.notes.forEach(note);
  const { choreography, diagnostics } = chooseChoreography(loaded.choreographies, options.choreography);
  const errors = diagnostics.filter(keepsFromRunning);
  if (errors.length > 0) {
    process.stderr.write(textReport(loaded, errors, createPaint(process.stderr)));
    note('Nothing was simulated, because the choreography has errors. Fix them first.');
    return exitCodes.findings;
  }
  const simulation: SimulationOptions = { seed, redeliveries, choose: chosenIn(choreography, options.choose) };
  if (runs > 1) {
    const frequencies = outcomeFrequencies(choreography, { ...simulation, runs });
    process.stdout.write(
      format === 'json' ? frequenciesJson(choreography, frequencies) : frequenciesText(frequencies, runs),
    );
    return exitCodes.clean;
  }
  const run = createSimulation(choreography, simulation).toEnd();
  process.stdout.write(runIn(format, choreography, run, seed));
  return exitCodes.clean;
}

function runIn(format: SimulateCommandOptions['format'], choreography: Choreography, run: Run, seed: number): string {
  switch (format) {
    case 'text':
      return `${runLines('', runText(run, choreography))}\n`;
    case 'json':
      return `${JSON.stringify(
        { version: 1, choreography: choreography.name, seed, trace: traceOf(run), end: run.snapshots.at(-1) },
        undefined,
        2,
      )}\n`;
    case 'mermaid':
      return sequenceDiagram(choreography, run).text;
    case 'cloudevents':
      return cloudEventLines(choreography, run);
    default:
      return format satisfies never;
  }
}

/** `Service.reaction=OUTCOME` or `Service.reaction -> OUTCOME`, checked against the model. */
function chosenIn(choreography: Choreography, choices: readonly string[]): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const choice of choices) {
    const [, id = '', outcome = ''] = /^\s*([^\s=]+?)\s*(?:->|=)\s*(.+?)\s*$/.exec(choice) ?? [];
    if (id === '')
      throw new UsageProblem(`--choose \`${choice}\` is not a valid choice. Write it as Service.reaction=Outcome.`);
    const reaction = namesOf(choreography).reactions.get(id);
    if (!reaction) {
      const known = [...namesOf(choreography).reactions.keys()].map(name => `\`${name}\``).join(', ');
      throw new UsageProblem(`--choose: there is no reaction \`${id}\`. Known reactions: ${known || 'none'}.`);
    }
    const ways = outcomesOf(reaction).flatMap(({ alternatives }) => alternatives);
    const texts = ways.map(alternativeText);
    const messages = ways.map(({ items }) => items.flatMap(item => (item.kind === 'emit' ? [item.message] : [])));
    const wanted = outcome.replace(/\s+/g, '');
    const fits =
      texts.some(text => text.replace(/\s+/g, '') === wanted) ||
      messages.some(
        some =>
          (some.join('&') || 'nothing') === wanted || [...some].sort().join('&') === wanted.split('&').sort().join('&'),
      );
    if (!fits) {
      throw new UsageProblem(
        `--choose: \`${id}\` has no alternative \`${outcome}\`. Known alternatives: ${texts.map(text => `\`${text}\``).join(', ') || 'none'}.`,
      );
    }
    chosen[id] = outcome;
  }
  return chosen;
}

function endText({ exits, quiescent }: OutcomeFrequency): string {
  if (!quiescent) return `(did not end)${exits.length > 0 ? ` ${exits.join(' + ')}` : ''}`;
  return exits.length > 0 ? exits.join(' + ') : '(no exit)';
}

function frequenciesText(frequencies: readonly OutcomeFrequency[], runs: number): string {
  const width = String(runs).length;
  const lines = frequencies.map(frequency => {
    const share = `${((frequency.runs / runs) * 100).toFixed(1)} %`.padStart(7);
    return `${String(frequency.runs).padStart(width)} ${share}  ${harmless(endText(frequency))}  (--seed ${frequency.seed})`;
  });
  return `${lines.join('\n')}\n`;
}

function frequenciesJson(choreography: Choreography, outcomes: readonly OutcomeFrequency[]): string {
  return `${JSON.stringify({ version: 1, choreography: choreography.name, outcomes }, undefined, 2)}\n`;
}
