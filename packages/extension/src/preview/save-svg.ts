/** Writes the picture to a file that the user chooses. */
import * as vscode from 'vscode';

/** `beside` is the URI of the file that the picture is of. */
export async function saveSvg(svg: string, beside: string, title: string): Promise<void> {
  const name = `${title.replace(/[^\p{L}\p{N}_-]+/gu, '-')}.svg`;
  const target = await vscode.window.showSaveDialog({
    title: 'Save Picture',
    defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(beside), '..', name),
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
