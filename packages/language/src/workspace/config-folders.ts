/** Finds the folders to search for the configuration of a choreography. */
import type { Group } from './choreographies.ts';

/** The folders from the common folder of all its files up to its root, innermost first, as URIs. */
export function configFolders(group: Group): string[] {
  const [first = [], ...rest] = group.documents.map(document => document.uri.toString().split('/').slice(0, -1));
  let shared = first.length;
  for (const other of rest) {
    let same = 0;
    while (same < shared && first[same] === other[same]) same++;
    shared = same;
  }
  const folders: string[] = [];
  for (let depth = shared; depth > 0; depth--) {
    const folder = first.slice(0, depth).join('/');
    if (!`${folder}/`.startsWith(`${group.root}/`)) break;
    folders.push(folder);
  }
  return folders;
}
