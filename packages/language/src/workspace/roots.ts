/** Under which root a file stands: files of one root and one choreography name belong together. */
import type { LangiumSharedCoreServices, URI } from 'langium';
import { UriUtils } from 'langium';

/** A function from a file's URI to its root, a folder's URI as text without a slash at its end. */
export type RootOf = (uri: URI) => string;

/** The innermost workspace folder around a file; outside of all of them the file's own folder. */
export function workspaceRoots(services: LangiumSharedCoreServices): RootOf {
  return uri => {
    const text = uri.toString();
    const folders = (services.workspace.WorkspaceManager.workspaceFolders ?? [])
      .map(folder => folder.uri.replace(/\/+$/, ''))
      .filter(folder => text.startsWith(`${folder}/`))
      .sort((a, b) => b.length - a.length);
    return folders[0] ?? UriUtils.dirname(uri).toString().replace(/\/+$/, '');
  };
}
