/** Finds the root of a file. Files with the same root and the same choreography name belong together. */
import type { LangiumSharedCoreServices, URI } from 'langium';
import { UriUtils } from 'langium';
import { innermost, isSkippedIn } from './folders.ts';

/** Maps the URI of a file to its root: the URI of a folder as text, without a final slash. */
export type RootOf = (uri: URI) => string;

/** The innermost workspace folder around a file. For a file outside all of them, or in a skipped folder, its own folder. */
export function workspaceRoots(services: LangiumSharedCoreServices): RootOf {
  return uri => {
    const folders = services.workspace.WorkspaceManager.workspaceFolders ?? [];
    const around = isSkippedIn(folders, uri) ? undefined : innermost(folders, uri);
    return around ?? UriUtils.dirname(uri).toString().replace(/\/+$/, '');
  };
}
