/** At start every file of the workspace is checked, open or not, since a choreography is in all of its files. */
import { DefaultWorkspaceManager, UriUtils } from 'langium';
import type { BuildOptions, FileSystemNode } from 'langium';
import { isSkippedFolder } from './skipped-folders.ts';

export class ChoreoWorkspaceManager extends DefaultWorkspaceManager {
  override initialBuildOptions: BuildOptions = { validation: true };

  override shouldIncludeEntry(entry: FileSystemNode): boolean {
    if (entry.isDirectory) return !isSkippedFolder(UriUtils.basename(entry.uri));
    return super.shouldIncludeEntry(entry);
  }
}
