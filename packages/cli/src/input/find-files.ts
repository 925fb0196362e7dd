/** Finds the .choreo files in a folder, the same that the editor finds. */
import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSkippedFolder } from '@choreo/language';

export interface FoundFiles {
  /** Absolute, sorted. */
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly folder: string; readonly error: unknown }[];
  /** There was more than `maxEntries` to look at, and the rest was not. */
  readonly stopped: boolean;
}

export interface FindOptions {
  readonly maxEntries?: number;
  /** Folders that are none of ours, with all that is in them. */
  readonly isApart?: (folder: string) => boolean;
}

/** Symbolic links are not followed, so that no cycle of them matters. */
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
