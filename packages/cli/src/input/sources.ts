/** The texts to be checked: the files named, and those that belong to the same choreographies. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configFileName } from '@choreo/language';
import { UsageProblem } from '../failure.ts';
import { findFiles } from './find-files.ts';
import type { Named } from './named-paths.ts';
import { megabytes, readText } from './read-text.ts';
import { createRoots, isInside } from './roots.ts';
import { shownPath } from './shown-path.ts';

/** Of all files together. */
export const maxTotalBytes = 6_000_000;

/** How much is looked at in search of files that nobody named: enough for a large repository, in about a second. */
const maxSearchedEntries = 100_000;

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly root: string;
  /** On the command line, or in a folder that is. */
  readonly isNamed: boolean;
}

export interface Sources {
  /** Sorted by path. */
  readonly sources: readonly Source[];
  /** What the user should know that keeps nothing from being checked. */
  readonly notes: readonly string[];
}

export function readSources(named: Named): Sources {
  const rootOf = createRoots(named.folders);
  const notes: string[] = [];
  const sources = named.files.length > 0 ? readNamed(named.files, rootOf) : [];
  const roots = new Set(sources.filter(({ text }) => mayHaveHeader(text)).map(({ root }) => root));
  for (const root of roots) {
    // What a named folder contains is already there.
    if (named.folders.some(folder => isInside(root, folder))) continue;
    const known = new Set(named.files);
    const found = findFiles(root, {
      maxEntries: maxSearchedEntries,
      isApart: folder => existsSync(join(folder, configFileName)),
    });
    if (found.stopped) {
      notes.push(
        `\`${shownPath(root)}\` has too many files to look through for more of the choreography. Put a ${configFileName} into the folder of its files, or name that folder.`,
      );
    }
    for (const path of found.files) {
      if (known.has(path)) continue;
      const read = readText(path, shownPath(path));
      if (read.kind === 'problem') notes.push(`${read.message} It was left out.`);
      else if (mayHaveHeader(read.text)) sources.push({ path, text: read.text, root, isNamed: false });
    }
  }
  const bytes = sources.reduce((sum, { text }) => sum + text.length, 0);
  if (bytes > maxTotalBytes) {
    throw new UsageProblem(
      `${sources.length} files of ${megabytes(bytes)} together are too much at once: ${megabytes(maxTotalBytes)} are possible. Name fewer files or folders.`,
    );
  }
  sources.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, text, isNamed } of sources) {
    if (isNamed && text.trim() === '') notes.push(`\`${shownPath(path)}\` is empty.`);
  }
  return { sources, notes };
}

function readNamed(files: readonly string[], rootOf: (folder: string) => string): Source[] {
  const problems: string[] = [];
  const sources: Source[] = [];
  let bytes = 0;
  for (const path of files) {
    const read = readText(path, shownPath(path));
    if (read.kind === 'problem') {
      problems.push(read.message);
      continue;
    }
    bytes += read.bytes;
    if (bytes > maxTotalBytes) {
      problems.push(
        `The files named are more than ${megabytes(maxTotalBytes)} together, which is too much at once. Name fewer.`,
      );
      break;
    }
    sources.push({ path, text: read.text, root: rootOf(dirname(path)), isNamed: true });
  }
  if (problems.length > 0) throw new UsageProblem(...problems);
  return sources;
}

/** A file without a header is a choreography of its own, which no other can name. */
function mayHaveHeader(text: string): boolean {
  return text.includes('choreography');
}
