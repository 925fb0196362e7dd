/** Asks for the output folder: the previous folder, one that matches the name, or any other. */
import type { ChoreographyEntry } from '@choreo/server/protocol';
import * as vscode from 'vscode';

interface Choice extends vscode.QuickPickItem {
  /** Undefined for "Another Folder…". */
  readonly folder?: vscode.Uri;
}

/** Resolves to `undefined` if the user cancels. */
export async function chooseFolder(memory: vscode.Memento, entry: ChoreographyEntry): Promise<vscode.Uri | undefined> {
  const remembered = memory.get<string>(memoryKey(entry));
  const known = [
    ...(remembered ? [vscode.Uri.parse(remembered)] : []),
    vscode.Uri.joinPath(vscode.Uri.parse(entry.root), `${kebabCase(entry.name)}-services`),
  ];
  const folders = known.filter((folder, index) => known.findIndex(other => other.path === folder.path) === index);
  const choices: Choice[] = folders.map((folder, index) => ({
    label: `$(folder) ${vscode.workspace.asRelativePath(folder)}`,
    description: remembered && index === 0 ? 'used last time' : '',
    folder,
  }));
  const chosen = await vscode.window.showQuickPick<Choice>(
    [...choices, { label: '$(folder-opened) Another Folder…', alwaysShow: true }],
    {
      title: `Generate the services of ${entry.name} into which folder?`,
      placeHolder: 'You see the list of files before anything is written',
    },
  );
  const folder = chosen && !chosen.folder ? await browse(entry) : chosen?.folder;
  if (folder) await memory.update(memoryKey(entry), folder.toString());
  return folder;
}

async function browse(entry: ChoreographyEntry): Promise<vscode.Uri | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: `Folder for the services of ${entry.name}`,
    openLabel: 'Generate Here',
    defaultUri: vscode.Uri.parse(entry.root),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: false,
  });
  return folders?.[0];
}

function memoryKey({ key }: ChoreographyEntry): string {
  return `choreo.output ${key}`;
}

/** `OrderFulfilment` becomes `order-fulfilment`. */
export function kebabCase(name: string): string {
  return name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1-$2')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .toLowerCase();
}
