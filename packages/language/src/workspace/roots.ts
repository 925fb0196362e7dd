/** Under which root a file stands: files of one root and one choreography name belong together. */
import type { LangiumSharedCoreServices, URI } from 'langium';
import { UriUtils } from 'langium';
import { innermost, isSkippedIn } from './folders.ts';

/** A function from a file's URI to its root, a folder's URI as text without a slash at its end. */
export type RootOf = (uri: URI) => string;

/** The innermost workspace folder around a file; outside of all of them, or in a folder that is skipped, the file's own folder. */
export function workspaceRoots(services: LangiumSharedCoreServices): RootOf {
  return uri => {
    const folders = services.workspace.WorkspaceManager.workspaceFolders ?? [];
    const around = isSkippedIn(folders, uri) ? undefined : innermost(folders, uri);
    return around ?? UriUtils.dirname(uri).toString().replace(/\/+$/, '');
  };
}
