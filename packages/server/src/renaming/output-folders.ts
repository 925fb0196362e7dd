/** Finds the folders of the workspace into which services were generated, by their lists of generated files. */
import { manifestPath, readManifest } from '@choreo/codegen';
import { URI, UriUtils } from 'langium';
import type { FileSystemNode } from 'langium';
import type { ServerServices } from '../start-server.ts';

export interface OutputFolder {
  readonly uri: URI;
  readonly manifest: NonNullable<ReturnType<typeof readManifest>>;
  readonly manifestText: string;
}

/** So many folders are searched, those near the top first: in a very large workspace a rename must not take long. */
const most = 10_000;

type Workspace = ServerServices['shared']['workspace'];

export async function outputFoldersIn({
  FileSystemProvider,
  WorkspaceManager,
}: Workspace): Promise<readonly OutputFolder[]> {
  const found = new Map<string, OutputFolder>();
  const search = async (uri: URI): Promise<readonly URI[]> => {
    const entries = await FileSystemProvider.readDirectory(uri).catch((): FileSystemNode[] => []);
    const list = entries.find(entry => entry.isFile && UriUtils.basename(entry.uri) === manifestPath);
    const manifestText = list && (await FileSystemProvider.readFile(list.uri).catch(() => undefined));
    const manifest = manifestText === undefined ? undefined : readManifest(manifestText);
    if (!manifest || manifestText === undefined) return entries.filter(isSearched).map(entry => entry.uri);
    found.set(uri.toString(), { uri, manifest, manifestText });
    return [];
  };
  let level: readonly URI[] = (WorkspaceManager.workspaceFolders ?? []).map(({ uri }) => URI.parse(uri));
  let left = most;
  while (level.length > 0 && left > 0) {
    const searched = level.slice(0, left);
    left -= searched.length;
    level = (await Promise.all(searched.map(search))).flat();
  }
  return [...found.values()].sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1));
}

/** Services may well be generated into `out` or `dist`, where no choreographies are searched. */
function isSearched({ isDirectory, uri }: FileSystemNode): boolean {
  const name = UriUtils.basename(uri);
  return isDirectory && name !== 'node_modules' && !name.startsWith('.');
}
