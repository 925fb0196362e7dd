/** Resolves the paths on the command line to files and folders that exist. */
import type { Stats } from 'node:fs';
import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageProblem } from '../failure.ts';
import { findFiles, isChoreoFile } from './find-files.ts';
import { reasonOf } from './read-text.ts';
import { shownPath } from './shown-path.ts';

export interface Named {
  /** Absolute paths without symbolic links, sorted. */
  readonly folders: readonly string[];
  /** The .choreo files that are named, or in a named folder; absolute and sorted as well. */
  readonly files: readonly string[];
}

export function namedPaths(paths: readonly string[]): Named {
  const problems: string[] = [];
  const folders = new Set<string>();
  const files = new Set<string>();
  for (const path of paths) {
    let real: string;
    let stats: Stats;
    try {
      real = realpathSync(resolve(path));
      stats = statSync(real);
    } catch (error) {
      problems.push(`\`${path}\` cannot be read: ${reasonOf(error)}.`);
      continue;
    }
    if (stats.isDirectory()) {
      folders.add(real);
      const found = findFiles(real);
      for (const { folder, error } of found.unreadable) {
        problems.push(`\`${shownPath(folder)}\` cannot be read: ${reasonOf(error)}.`);
      }
      for (const file of found.files) files.add(file);
      if (found.files.length === 0 && found.unreadable.length === 0) {
        problems.push(`There are no .choreo files in \`${path}\`. Pass a folder that contains some, or a file.`);
      }
    } else if (!isChoreoFile(real) && !isChoreoFile(path)) {
      problems.push(`\`${path}\` is not a .choreo file. Pass a .choreo file, or a folder that contains some.`);
    } else if (stats.isFile()) files.add(real);
    else problems.push(`\`${path}\` is neither a file nor a folder.`);
  }
  if (problems.length > 0) throw new UsageProblem(...problems);
  return { folders: [...folders].sort(), files: [...files].sort() };
}
