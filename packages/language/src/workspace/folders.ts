/** Folders of the workspace, and those in which nobody writes choreographies: editor and command line look in the same places. */
import type { URI } from 'langium';

/** By its name: packages, what was built, and hidden folders. */
export function isSkippedFolder(name: string): boolean {
  return name === 'node_modules' || name === 'dist' || name === 'out' || name.startsWith('.');
}

/** Whether a file stands in such a folder below the innermost workspace folder around it. */
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

/** Of the folders around a file the innermost, without a slash at its end. */
export function innermost(folders: readonly { readonly uri: string }[], file: URI): string | undefined {
  const around = folders
    .map(({ uri }) => uri.replace(/\/+$/, ''))
    .filter(folder => file.toString().startsWith(`${folder}/`));
  return around.sort((a, b) => b.length - a.length)[0];
}

/** Whether it is the folder or file `outer`, or stands in it. */
export function isWithin(file: URI, outer: URI): boolean {
  const folder = outer.toString().replace(/\/+$/, '');
  return file.toString() === folder || file.toString().startsWith(`${folder}/`);
}
