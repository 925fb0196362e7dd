/** Under which root a file stands: files of one root and one choreography name belong together. */
import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { configFileName } from '@choreo/language';

/** From a folder to its root: the nearest folder upward with a configuration, else the outermost named one, else itself. */
export function createRoots(namedFolders: readonly string[]): (folder: string) => string {
  const configured = new Map<string, string | undefined>();

  const nearestConfigured = (folder: string): string | undefined => {
    if (configured.has(folder)) return configured.get(folder);
    const parent = dirname(folder);
    const root = existsSync(join(folder, configFileName))
      ? folder
      : parent === folder
        ? undefined
        : nearestConfigured(parent);
    configured.set(folder, root);
    return root;
  };

  return folder => {
    const around = namedFolders.filter(named => isInside(folder, named));
    return nearestConfigured(folder) ?? around.toSorted((a, b) => a.length - b.length)[0] ?? folder;
  };
}

/** Both are folders, absolute; a folder is inside itself. */
export function isInside(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
