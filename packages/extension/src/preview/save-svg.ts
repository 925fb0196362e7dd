/** Writes the picture to a file that the user chooses. */
import * as vscode from 'vscode';

/** `beside` is the URI of the file that the picture shows. */
export async function saveSvg(svg: string, beside: string, title: string): Promise<void> {
  const name = `${title.replace(/[^\p{L}\p{N}_-]+/gu, '-')}.svg`;
  const folder = folderOf(vscode.Uri.parse(beside));
  const target = await vscode.window.showSaveDialog({
    title: 'Save Picture',
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { SVG: ['svg'] },
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await vscode.window.showErrorMessage(`The picture could not be saved to ${target.fsPath}: ${reason}`);
    return;
  }
  vscode.window.setStatusBarMessage(`Saved ${vscode.workspace.asRelativePath(target)}`, 4000);
}

/** An unsaved file has no folder, so the workspace folder is used, if there is one. */
function folderOf(file: vscode.Uri): vscode.Uri | undefined {
  if (file.scheme === 'file') return vscode.Uri.joinPath(file, '..');
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
