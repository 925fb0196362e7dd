/** Finds the root of a file. Files with the same root and the same choreography name belong together. */
import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { configFileName } from '@choreo/language';

/** The root of a folder: the nearest parent with a configuration, else the outermost named folder, else the folder itself. */
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

/** Both are absolute paths of folders. A folder counts as inside itself. */
export function isInside(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}
