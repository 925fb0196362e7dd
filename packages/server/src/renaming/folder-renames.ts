/** What a rename in the model changes in one output folder: names in handlers, and the files that are named after them. */
import { handlerEdits, manifestPath, renamedHandlers } from '@choreo/codegen';
import type { RenamedHandler } from '@choreo/codegen';
import type { Choreography } from '@choreo/model';
import { TextDocument, UriUtils } from 'langium';
import type { FileSystemProvider, URI } from 'langium';
import { OptionalVersionedTextDocumentIdentifier, RenameFile, TextDocumentEdit, TextEdit } from 'vscode-languageserver';
import type { OutputFolder } from './output-folders.ts';

export interface FolderChanges {
  readonly folder: OutputFolder;
  readonly edits: readonly TextDocumentEdit[];
  readonly moves: readonly RenameFile[];
  /** The handlers that these change. */
  readonly renamed: readonly RenamedHandler[];
  /** The handlers that the user has to rename, and why. */
  readonly left: readonly { readonly handler: RenamedHandler; readonly reason: string }[];
}

export async function changesInFolder(
  folder: OutputFolder,
  { before, after }: { readonly before: Choreography; readonly after: Choreography },
  files: FileSystemProvider,
): Promise<FolderChanges> {
  const edits: TextDocumentEdit[] = [];
  const moves: RenameFile[] = [];
  const renamed: RenamedHandler[] = [];
  const left: { handler: RenamedHandler; reason: string }[] = [];
  const at = (path: string): URI => UriUtils.joinPath(folder.uri, path);
  const move = (from: URI, to: URI): void => {
    if (from.toString() !== to.toString()) moves.push(RenameFile.create(from.toString(), to.toString()));
  };
  for (const handler of renamedHandlers(before, after)) {
    const { from, to } = handler;
    const text = await files.readFile(at(from.path)).catch(() => undefined);
    if (text === undefined) continue;
    const changes = handlerEdits(text, handler);
    const isTaken = from.path !== to.path && (await files.exists(at(to.path)));
    if (isTaken) left.push({ handler, reason: `\`${to.path}\` exists already` });
    else if (!changes) {
      if (from.constant !== to.constant || from.path !== to.path)
        left.push({ handler, reason: `\`${from.path}\` does not declare it as it was generated` });
    } else if (changes.length > 0 || from.path !== to.path) {
      const document = TextDocument.create(at(from.path).toString(), 'typescript', 0, text);
      const textEdits = changes.map(({ start, end, text: next }) =>
        TextEdit.replace({ start: document.positionAt(start), end: document.positionAt(end) }, next),
      );
      if (textEdits.length > 0) edits.push(editOf(document.uri, textEdits));
      move(at(from.path), at(to.path));
      renamed.push(handler);
    }
  }
  if (left.length === 0) for (const [from, to] of await besides(renamed, at, files)) move(from, to);
  if (before.name !== after.name) edits.push(...renamedManifest(folder, before.name, after.name));
  return { folder, edits, moves, renamed, left };
}

/** What the user has put beside the handlers of a service that is renamed moves with them, so that they still find it. */
async function besides(
  renamed: readonly RenamedHandler[],
  at: (path: string) => URI,
  files: FileSystemProvider,
): Promise<readonly (readonly [URI, URI])[]> {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  const folders = new Map(renamed.map(({ from, to }) => [folderOf(from.path), folderOf(to.path)]));
  const handlers = new Set(renamed.map(({ from }) => at(from.path).toString()));
  const moved: [URI, URI][] = [];
  for (const [from, to] of folders) {
    if (from === to) continue;
    for (const { uri } of await files.readDirectory(at(from)).catch(() => [])) {
      const target = UriUtils.joinPath(at(to), UriUtils.basename(uri));
      if (uri.path.endsWith('.gen.ts') || handlers.has(uri.toString()) || (await files.exists(target))) continue;
      moved.push([uri, target]);
    }
  }
  return moved;
}

/** Otherwise the folder would be refused, as that of another choreography. */
function renamedManifest({ uri, manifestText }: OutputFolder, from: string, to: string): readonly TextDocumentEdit[] {
  const found = new RegExp(`(?<="choreography"\\s*:\\s*)${JSON.stringify(from)}`, 'u').exec(manifestText);
  if (!found) return [];
  const document = TextDocument.create(UriUtils.joinPath(uri, manifestPath).toString(), 'json', 0, manifestText);
  const range = { start: document.positionAt(found.index), end: document.positionAt(found.index + found[0].length) };
  return [editOf(document.uri, [TextEdit.replace(range, JSON.stringify(to))])];
}

function editOf(uri: string, edits: TextEdit[]): TextDocumentEdit {
  return TextDocumentEdit.create(OptionalVersionedTextDocumentIdentifier.create(uri, null), edits);
}
