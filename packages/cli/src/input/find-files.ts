/** Finds the .choreo files in a folder, the same files that the editor finds. */
import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSkippedFolder } from '@choreo/language';

export interface FoundFiles {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly folder: string; readonly error: unknown }[];
  /** The folder has more than `maxEntries` entries, so the search stopped early. */
  readonly stopped: boolean;
}

export interface FindOptions {
  readonly maxEntries?: number;
  /** Folders to skip, with everything in them. */
  readonly isApart?: (folder: string) => boolean;
}

/** Symbolic links are not followed, so that cycles of links do no harm. */
export function findFiles(
  folder: string,
  { maxEntries = Infinity, isApart = () => false }: FindOptions = {},
): FoundFiles {
  const files: string[] = [];
  const unreadable: { folder: string; error: unknown }[] = [];
  const pending = [folder];
  let entries = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    let content: Dirent[];
    try {
      content = readdirSync(next, { withFileTypes: true });
    } catch (error) {
      unreadable.push({ folder: next, error });
      continue;
    }
    entries += content.length;
    if (entries > maxEntries) return { files: files.sort(), unreadable, stopped: true };
    for (const entry of content) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name) && !isApart(path)) pending.push(path);
      } else if (entry.isFile() && isChoreoFile(entry.name)) files.push(path);
    }
  }
  return { files: files.sort(), unreadable, stopped: false };
}

export function isChoreoFile(path: string): boolean {
  return path.endsWith('.choreo');
}
