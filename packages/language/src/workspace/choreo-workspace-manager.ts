/** Loads every file of the workspace at start, open or not, since a choreography consists of all its files. */
import { DefaultWorkspaceManager, URI, UriUtils } from 'langium';
import type { BuildOptions, FileSystemNode, WorkspaceFolder } from 'langium';
import { innermost, isSkippedFolder, isWithin } from './folders.ts';

export class ChoreoWorkspaceManager extends DefaultWorkspaceManager {
  override initialBuildOptions: BuildOptions = { validation: true };

  override shouldIncludeEntry(entry: FileSystemNode): boolean {
    if (entry.isDirectory) return !isSkippedFolder(UriUtils.basename(entry.uri));
    return super.shouldIncludeEntry(entry);
  }

  /** The choreographies that are now on the disk, in all folders of the workspace. */
  async filesOnDisk(): Promise<URI[]> {
    const found = await Promise.all((this.folders ?? []).map(({ uri }) => this.searchFolder(URI.parse(uri))));
    return [...new Map(found.flat().map(uri => [uri.toString(), uri])).values()];
  }

  /** Handles added and removed workspace folders; returns the files in them. */
  async changeFolders(
    added: readonly WorkspaceFolder[],
    removed: readonly WorkspaceFolder[],
  ): Promise<{ readonly added: URI[]; readonly removed: URI[] }> {
    const isOne = (folders: readonly WorkspaceFolder[]) => (folder: WorkspaceFolder) =>
      folders.some(({ uri }) => uri === folder.uri);
    const kept = (this.folders ?? []).filter(folder => !isOne(removed)(folder) && !isOne(added)(folder));
    this.folders = [...kept, ...added];
    const files = await Promise.all(added.map(({ uri }) => this.searchFolder(URI.parse(uri))));
    const isOutside = (file: URI) => innermost(this.folders ?? [], file) === undefined;
    const left = this.langiumDocuments.all
      .map(({ uri }) => uri)
      .filter(uri => removed.some(folder => isWithin(uri, URI.parse(folder.uri))) && isOutside(uri));
    return { added: files.flat(), removed: left.toArray() };
  }
}
