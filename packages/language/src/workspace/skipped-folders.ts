/** Folders in which nobody writes choreographies: the editor and the command line look for files in the same places. */

/** By its name: packages, what was built, and hidden folders. */
export function isSkippedFolder(name: string): boolean {
  return name === 'node_modules' || name === 'dist' || name === 'out' || name.startsWith('.');
}
