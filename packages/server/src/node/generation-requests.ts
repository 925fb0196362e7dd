/** Plans and carries out the generation of services for the editor. Only files that the user saw in the plan are written. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { generate, planOutput } from '@choreo/codegen';
import type { OutputPlan, PlannedFile as CodegenFile } from '@choreo/codegen';
import { applyGenerationRequest, planGenerationRequest } from '../protocol.ts';
import type {
  ApplyGenerationParams,
  GenerationPlan,
  GenerationResult,
  PlannedFile,
  PlanGenerationParams,
} from '../protocol.ts';
import type { RequestHandlers, ServerServices } from '../start-server.ts';
import { applyPlan, inspectOutput, OutputError } from './output-folder.ts';
import { answer } from '../requests.ts';

export const registerGeneration: RequestHandlers = (connection, services) => {
  answer(connection, planGenerationRequest, (params: PlanGenerationParams) => answerPlan(services, params));
  answer(connection, applyGenerationRequest, (params: ApplyGenerationParams) => answerApply(services, params));
};

/** The most errors in one message. The list of problems has the rest. */
const FEW = 5;

type Prepared =
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  | {
      readonly kind: 'prepared';
      readonly plan: OutputPlan;
      readonly folder: string;
      readonly problems: readonly string[];
    };

export async function answerPlan(services: ServerServices, params: PlanGenerationParams): Promise<GenerationPlan> {
  const prepared = await prepare(services, params);
  if (prepared.kind === 'refused') return prepared;
  const { plan, problems } = prepared;
  return { kind: 'planned', files: shown(plan), problems, digest: digestOf(plan) };
}

export async function answerApply(services: ServerServices, params: ApplyGenerationParams): Promise<GenerationResult> {
  const prepared = await prepare(services, params);
  if (prepared.kind === 'refused') return prepared;
  const { plan, folder } = prepared;
  if (digestOf(plan) !== params.digest) {
    return refuse('The model or the folder has changed since the list was shown. Generate again to see the new list.');
  }
  try {
    await applyPlan(folder, plan);
  } catch (error) {
    if (error instanceof OutputError) return refuse(error.message);
    throw error;
  }
  return { kind: 'written', files: shown(plan) };
}

async function prepare({ shared }: ServerServices, params: PlanGenerationParams): Promise<Prepared> {
  const { Choreographies, WorkspaceLock, WorkspaceManager } = shared.workspace;
  await WorkspaceManager.ready;
  await shared.lsp.Settings.load(Choreographies.all());
  const checked = await WorkspaceLock.read(() => {
    const found = Choreographies.find(params.choreography);
    return found && shared.validation.Checker.check(found.group);
  });
  if (!checked) return refuse('The choreography no longer exists. Generate again to choose another one.');
  const { choreography, diagnostics } = checked;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (errors.length > 0) {
    const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
    const more = errors.length > FEW ? [`… and ${errors.length - FEW} more.`] : [];
    return refuse(`${choreography.name} has ${count}: ${errors[0]}`, ...errors.slice(1, FEW), ...more);
  }
  if (!params.folder.startsWith('file:'))
    return refuse(`${params.folder} is not a folder on disk. Choose one that is.`);
  const folder = fileURLToPath(params.folder);
  const project = generate(choreography);
  try {
    const plan = planOutput(project, await inspectOutput(folder, project));
    const refused = plan.files.filter(({ action }) => action === 'refuse');
    if (refused.length > 0) {
      const [first, ...rest] = refused.map(({ path, note }) => `${path}: ${note ?? 'it cannot be written'}.`);
      return refuse(first ?? '', ...rest);
    }
    return { kind: 'prepared', plan, folder, problems: project.problems.map(({ message }) => message) };
  } catch (error) {
    if (error instanceof OutputError) return refuse(error.message);
    throw error;
  }
}

function refuse(...reasons: readonly string[]): { readonly kind: 'refused'; readonly reasons: readonly string[] } {
  return { kind: 'refused', reasons };
}

function shown(plan: OutputPlan): PlannedFile[] {
  return plan.files.flatMap(({ path, action, note }) =>
    action === 'refuse' ? [] : [{ path, action, ...(note !== undefined && { note }) }],
  );
}

/** Two plans with the same digest make the same changes to the same files. */
function digestOf(plan: OutputPlan): string {
  const hash = createHash('sha256');
  for (const file of plan.files) hash.update(JSON.stringify([file.path, file.action, ...textsOf(file)]));
  return hash.digest('hex');
}

function textsOf(file: CodegenFile): readonly string[] {
  switch (file.action) {
    case 'create':
      return [file.contents];
    case 'update':
      return [file.contents, file.before];
    case 'remove':
      return [file.before];
    default:
      return [];
  }
}
