/** "Choreo: Generate Services…": asks for choreography and folder, shows the plan, writes the files, and offers to open them. */
import { applyGenerationRequest, choreographiesRequest, planGenerationRequest } from '@choreo/server/protocol';
import type {
  ApplyGenerationParams,
  ChoreographyEntry,
  PlannedFile,
  PlanGenerationParams,
} from '@choreo/server/protocol';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { nameOf } from '../choreo-documents.ts';
import { chooseChoreography } from './choose-choreography.ts';
import { chooseFolder } from './choose-folder.ts';
import { confirmPlan, writes } from './confirm-plan.ts';
import { askToSave, isOnDisk } from './saved-first.ts';
import { isTrustedToGenerate } from './trust.ts';
import { ask } from '../requests.ts';

export async function generateServices(client: BaseLanguageClient, memory: vscode.Memento): Promise<void> {
  if (!(await isTrustedToGenerate())) return;
  try {
    await generate(client, memory);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const show = 'Show Output';
    if ((await vscode.window.showErrorMessage(`Services were not generated: ${why}`, show)) === show) {
      client.outputChannel.show();
    }
  }
}

async function generate(client: BaseLanguageClient, memory: vscode.Memento): Promise<void> {
  const chosen = await chooseChoreography(
    await choreographies(client),
    vscode.window.activeTextEditor?.document.uri.toString(),
  );
  const entry = chosen && (isOnDisk(chosen) ? chosen : await savedEntry(client, chosen));
  if (!entry) return;
  const folder = await chooseFolder(memory, entry);
  if (!folder) return;
  if (folder.scheme !== 'file') {
    throw new Error(`${folder.toString()} is not a folder on disk. Choose one that is.`);
  }
  const params: PlanGenerationParams = { choreography: entry.key, folder: folder.toString() };
  const where = vscode.workspace.asRelativePath(folder);
  const plan = await withProgress(`Preparing the services of ${entry.name}`, () =>
    ask(client, planGenerationRequest, params),
  );
  if (plan.kind === 'refused') return refuse(plan.reasons);
  if (writes(plan.files) === 0) {
    void vscode.window.showInformationMessage(`${where} is up to date with ${entry.name}: nothing was written.`);
    return;
  }
  // The user can withdraw trust while the list is open.
  if (!(await confirmPlan(plan, where)) || !(await isTrustedToGenerate())) return;
  const agreed: ApplyGenerationParams = { ...params, digest: plan.digest };
  const result = await withProgress(`Writing the services of ${entry.name}`, () =>
    ask(client, applyGenerationRequest, agreed),
  );
  if (result.kind === 'refused') return refuse(result.reasons);
  await offerToOpen(folder, where, result.files);
}

function choreographies(client: BaseLanguageClient): Promise<readonly ChoreographyEntry[]> {
  return ask(client, choreographiesRequest, undefined);
}

/** The choreography of the files after they are saved: in their new folder, it may have other files too. */
async function savedEntry(
  client: BaseLanguageClient,
  entry: ChoreographyEntry,
): Promise<ChoreographyEntry | undefined> {
  const saved = await askToSave(entry);
  const file = saved?.[0];
  if (!file) return undefined;
  const found = (await choreographies(client)).find(({ files }) => files.includes(file.toString()));
  if (!found) throw new Error(`${nameOf(file)} is saved, but the language server has not read it yet. Generate again.`);
  return found;
}

async function refuse(reasons: readonly string[]): Promise<void> {
  const [first = '', ...more] = reasons;
  const problems = 'Show Problems';
  const options = more.length > 0 ? { modal: true, detail: more.join('\n') } : {};
  const chosen = await vscode.window.showErrorMessage(`Nothing was written. ${first}`, options, problems);
  if (chosen === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

async function offerToOpen(folder: vscode.Uri, where: string, files: readonly PlannedFile[]): Promise<void> {
  const orphans = files.filter(({ action }) => action === 'orphan').length;
  const left =
    orphans === 0
      ? ''
      : orphans === 1
        ? ' 1 handler no longer has a reaction.'
        : ` ${orphans} handlers no longer have a reaction.`;
  const count = writes(files);
  const isInside = vscode.workspace.getWorkspaceFolder(folder) !== undefined;
  const open = isInside ? 'Open' : 'Open in New Window';
  const message = `${count === 1 ? '1 file was' : `${count} files were`} written to ${where}.${left}`;
  if ((await vscode.window.showInformationMessage(message, open)) !== open) return;
  if (!isInside) {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
    return;
  }
  await vscode.commands.executeCommand('revealInExplorer', folder);
  const readme = files.find(({ path }) => path === 'README.md');
  if (readme) await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, readme.path));
}

function withProgress<T>(title: string, task: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: `${title} …` }, task);
}
