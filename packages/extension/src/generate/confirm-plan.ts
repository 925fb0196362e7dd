/** Shows the plan file by file, and asks before anything is written. */
import type { FileAction, GenerationPlan, PlannedFile } from '@choreo/server/protocol';
import * as vscode from 'vscode';

type Planned = Extract<GenerationPlan, { readonly kind: 'planned' }>;

/** The groups of files in the order shown, with their icons and headings. */
const groups: readonly { readonly action: FileAction; readonly icon: string; readonly heading: string }[] = [
  { action: 'create', icon: 'new-file', heading: 'New' },
  { action: 'update', icon: 'edit', heading: 'Rewritten' },
  { action: 'remove', icon: 'trash', heading: 'Removed: generated before, no longer needed' },
  { action: 'orphan', icon: 'warning', heading: 'No longer needed: delete them yourself' },
  { action: 'keep', icon: 'lock', heading: 'Your files: kept unchanged' },
  { action: 'unchanged', icon: 'check', heading: 'Unchanged' },
];

const written: ReadonlySet<FileAction> = new Set(['create', 'update', 'remove']);

export function writes(files: readonly PlannedFile[]): number {
  return files.filter(({ action }) => written.has(action)).length;
}

/** Resolves to whether the user agreed. */
export function confirmPlan(plan: Planned, folder: string): Promise<boolean> {
  const count = writes(plan.files);
  const agree: vscode.QuickPickItem = {
    label: `$(play) Write ${count === 1 ? '1 file' : `${count} files`} to ${folder}`,
    detail: 'Press Escape to write nothing.',
    alwaysShow: true,
  };
  const pick = vscode.window.createQuickPick();
  pick.title = `What will be written to ${folder}`;
  pick.placeholder = 'Press Enter to write the files, or type to search the list';
  pick.ignoreFocusOut = true;
  pick.items = [agree, ...problemItems(plan.problems), ...groups.flatMap(group => itemsOf(group, plan.files))];
  return new Promise(resolve => {
    pick.onDidAccept(() => {
      // The lines of files are only for reading.
      if (pick.selectedItems[0] !== agree) return;
      resolve(true);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(false);
      pick.dispose();
    });
    pick.show();
  });
}

function itemsOf(
  { action, icon, heading }: (typeof groups)[number],
  files: readonly PlannedFile[],
): readonly vscode.QuickPickItem[] {
  const items = files
    .filter(file => file.action === action)
    .map(({ path, note }) => ({
      label: `$(${icon}) ${path}`,
      ...(note !== undefined && { detail: note }),
    }));
  if (items.length === 0) return [];
  return [{ label: `${heading} (${items.length})`, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function problemItems(problems: readonly string[]): readonly vscode.QuickPickItem[] {
  if (problems.length === 0) return [];
  const heading = { label: 'Differs from the model', kind: vscode.QuickPickItemKind.Separator };
  return [heading, ...problems.map(problem => ({ label: `$(warning) ${problem}` }))];
}
