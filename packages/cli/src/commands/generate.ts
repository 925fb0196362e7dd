/** `choreo generate`: writes the TypeScript project of one choreography, or says what it would write. */
import { describePlan, generate, planOutput, summarizePlan } from '@choreo/codegen';
import type { GeneratedProject, OutputPlan, Problem } from '@choreo/codegen';
import { applyPlan, inspectOutput, OutputError } from '@choreo/server/output-folder';
import { exitCodes, UsageProblem } from '../failure.ts';
import { load } from '../input/load.ts';
import { shownPlace } from '../input/shown-path.ts';
import { note } from '../output/streams.ts';
import { harmless, createPaint } from '../report/paint.ts';
import { textReport } from '../report/text-report.ts';
import { chooseChoreography } from './choose.ts';

export interface GenerateOptions {
  /** The output folder. It need not exist. */
  readonly out: string;
  readonly choreography?: string;
  /** Empty means all services. */
  readonly service: readonly string[];
  readonly check?: boolean;
  readonly dryRun?: boolean;
}

export async function generateServices(paths: readonly string[], options: GenerateOptions): Promise<number> {
  const loaded = await load(paths);
  loaded.notes.forEach(note);
  const { choreography, diagnostics } = chooseChoreography(loaded.choreographies, options.choreography);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    process.stderr.write(textReport(loaded, errors, createPaint(process.stderr)));
    note('Nothing was generated, because the choreography has errors. Fix them first.');
    return exitCodes.findings;
  }
  const project = generate(choreography, options.service.length > 0 ? { services: options.service } : {});
  reportProblems(project.problems);
  if (project.services.length === 0) {
    throw new UsageProblem(`\`${choreography.name}\` declares no services, so there is nothing to generate.`);
  }
  return asUsageProblem(() => carryOut(project, options));
}

/** If the request itself is invalid, nothing is generated. */
function reportProblems(problems: readonly Problem[]): void {
  const wrong = problems.filter(({ span }) => span === undefined);
  if (wrong.length > 0) throw new UsageProblem(...wrong.map(({ message }) => message));
  for (const { message, span } of problems) note(span ? `${shownPlace(span)} ${message}` : message);
}

async function carryOut(project: GeneratedProject, { out, check, dryRun }: GenerateOptions): Promise<number> {
  const plan = planOutput(project, await inspectOutput(out, project));
  if (check) {
    list(plan);
    const verdict = plan.hasDrift ? 'does not match the model. Generate again' : 'matches the model';
    process.stdout.write(`${harmless(out)} ${verdict} (${summarizePlan(plan)}).\n`);
    return plan.hasDrift ? exitCodes.findings : exitCodes.clean;
  }
  if (dryRun && !plan.isRefused) {
    list(plan);
    process.stdout.write(`Nothing was written to ${harmless(out)} (${summarizePlan(plan)}).\n`);
    return exitCodes.clean;
  }
  // If the plan cannot be carried out, this throws an error that says why.
  const written = await applyPlan(out, plan);
  list(plan);
  const count = written.length === 1 ? '1 file' : `${written.length} files`;
  process.stdout.write(`Wrote ${count} to ${harmless(out)}.\n`);
  return exitCodes.clean;
}

function list(plan: OutputPlan): void {
  for (const line of describePlan(plan)) process.stdout.write(`${harmless(line)}\n`);
}

async function asUsageProblem<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof OutputError) throw new UsageProblem(error.message);
    throw error;
  }
}
