/** Asks which choreography to generate, if there are several. */
import type { ChoreographyEntry } from '@choreo/server/protocol';
import * as vscode from 'vscode';

interface Choice extends vscode.QuickPickItem {
  readonly entry: ChoreographyEntry;
}

/** `uri`: the active file; its choreography is listed first. Resolves to `undefined` if the user cancels. */
export async function chooseChoreography(
  entries: readonly ChoreographyEntry[],
  uri: string | undefined,
): Promise<ChoreographyEntry | undefined> {
  const withServices = entries.filter(({ services }) => services > 0);
  if (withServices.length === 0) {
    const message =
      entries.length === 0
        ? 'There is nothing to generate: this workspace has no .choreo files.'
        : 'There is nothing to generate: no choreography in this workspace declares a service. Add `service Name { … }` first.';
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  if (withServices.length === 1) return withServices[0];
  const here = withServices.filter(({ files }) => uri !== undefined && files.includes(uri));
  const others = withServices.filter(entry => !here.includes(entry));
  const chosen = await vscode.window.showQuickPick<Choice>([...here, ...others].map(choiceOf), {
    title: 'Generate the services of which choreography?',
    placeHolder: 'Choreography',
    matchOnDetail: true,
  });
  return chosen?.entry;
}

function choiceOf(entry: ChoreographyEntry): Choice {
  const services = entry.services === 1 ? '1 service' : `${entry.services} services`;
  const errors = entry.errors === 1 ? ', 1 error' : `, ${entry.errors} errors`;
  return {
    label: entry.name,
    description: entry.errors > 0 ? services + errors : services,
    detail: entry.files.map(file => vscode.workspace.asRelativePath(vscode.Uri.parse(file))).join(', '),
    entry,
  };
}
