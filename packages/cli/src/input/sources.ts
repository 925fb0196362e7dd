/** Collects the texts to check: the named files, and the other files of their choreographies. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configFileName } from '@choreo/language';
import { UsageProblem } from '../failure.ts';
import { findFiles } from './find-files.ts';
import type { Named } from './named-paths.ts';
import { megabytes, readText } from './read-text.ts';
import { createRoots, isInside } from './roots.ts';
import { shownPath } from './shown-path.ts';

/** The limit for all files together. */
export const maxTotalBytes = 6_000_000;

/** The most entries to search for unnamed files of a choreography: enough for a large repository, in about a second. */
const maxSearchedEntries = 100_000;

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly root: string;
  /** Named on the command line, directly or through its folder. */
  readonly isNamed: boolean;
}

export interface Sources {
  /** Sorted by path. */
  readonly sources: readonly Source[];
  /** Notes for the user. They do not prevent the check. */
  readonly notes: readonly string[];
}

export function readSources(named: Named): Sources {
  const rootOf = createRoots(named.folders);
  const notes: string[] = [];
  const sources = named.files.length > 0 ? readNamed(named.files, rootOf) : [];
  const roots = new Set(sources.filter(({ text }) => mayHaveHeader(text)).map(({ root }) => root));
  for (const root of roots) {
    // The files of named folders are already included.
    if (named.folders.some(folder => isInside(root, folder))) continue;
    const known = new Set(named.files);
    const found = findFiles(root, {
      maxEntries: maxSearchedEntries,
      isApart: folder => existsSync(join(folder, configFileName)),
    });
    if (found.stopped) {
      notes.push(
        `\`${shownPath(root)}\` has too many files to search for the rest of the choreography. Put a ${configFileName} into the folder with its files, or pass that folder.`,
      );
    }
    for (const path of found.files) {
      if (known.has(path)) continue;
      const read = readText(path, shownPath(path));
      if (read.kind === 'problem') notes.push(`${read.message} The file was skipped.`);
      else if (mayHaveHeader(read.text)) sources.push({ path, text: read.text, root, isNamed: false });
    }
  }
  const bytes = sources.reduce((sum, { text }) => sum + text.length, 0);
  if (bytes > maxTotalBytes) {
    throw new UsageProblem(
      `${sources.length} files of ${megabytes(bytes)} together exceed the limit of ${megabytes(maxTotalBytes)}. Pass fewer files or folders.`,
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
      problems.push(`The files together exceed the limit of ${megabytes(maxTotalBytes)}. Pass fewer files.`);
      break;
    }
    sources.push({ path, text: read.text, root: rootOf(dirname(path)), isNamed: true });
  }
  if (problems.length > 0) throw new UsageProblem(...problems);
  return sources;
}

/** A file without a header is a separate choreography, which no other file can name. */
function mayHaveHeader(text: string): boolean {
  return text.includes('choreography');
}
