/** Decides which folders to search for choreographies, in the same way for editor and command line. */
import type { URI } from 'langium';

/** Whether a folder is skipped because of its name: packages, build output, and hidden folders. */
export function isSkippedFolder(name: string): boolean {
  return name === 'node_modules' || name === 'dist' || name === 'out' || name.startsWith('.');
}

/** Whether a file is in a skipped folder inside its innermost workspace folder. */
export function isSkippedIn(folders: readonly { readonly uri: string }[], file: URI): boolean {
  const inner = innermost(folders, file);
  if (inner === undefined) return false;
  const path = file
    .toString()
    .slice(inner.length + 1)
    .split('/')
    .slice(0, -1);
  return path.some(part => isSkippedFolder(decodeURIComponent(part)));
}

/** The innermost of these folders around a file, without a final slash. */
export function innermost(folders: readonly { readonly uri: string }[], file: URI): string | undefined {
  const around = folders
    .map(({ uri }) => uri.replace(/\/+$/, ''))
    .filter(folder => file.toString().startsWith(`${folder}/`));
  return around.sort((a, b) => b.length - a.length)[0];
}

/** Whether a URI equals `outer` or is inside it. */
export function isWithin(file: URI, outer: URI): boolean {
  const folder = outer.toString().replace(/\/+$/, '');
  return file.toString() === folder || file.toString().startsWith(`${folder}/`);
}
