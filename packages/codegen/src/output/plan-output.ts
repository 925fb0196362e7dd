/** Plans what to do with each file of a project, given the content of the folder. Reads and writes nothing. */
import type { GeneratedFile, GeneratedProject } from '../project.ts';
import { hasHeader } from './header.ts';
import {
  formatManifest,
  hashOf,
  manifestOf,
  manifestPath,
  normalized,
  readManifest,
  type Manifest,
  type ManifestEntry,
} from './manifest.ts';

/** The content of the folder by path; undefined if there is no file. An obstacle cannot be read or must not be overwritten. */
export type Existing = ReadonlyMap<string, string | Obstacle>;

export interface Obstacle {
  /** The reason without the path: "it is a folder". */
  readonly obstacle: string;
}

export type PlannedFile = {
  readonly path: string;
  /** The reason, if it is not obvious. */
  readonly note?: string;
} & (
  | { readonly action: 'create'; readonly contents: string }
  /** `before` is the current content, which will be replaced. */
  | { readonly action: 'update'; readonly contents: string; readonly before: string }
  /** A file that is no longer generated, and was not edited. */
  | { readonly action: 'remove'; readonly before: string }
  | { readonly action: 'unchanged' }
  /** A file of the user, which is never changed. */
  | { readonly action: 'keep' }
  /** The handler of a removed reaction, or an edited file that is no longer generated. The user should delete it. */
  | { readonly action: 'orphan' }
  /** A file cannot be written, so nothing of the plan may be written. */
  | { readonly action: 'refuse' }
);

export interface OutputPlan {
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Whether the folder does not match the model. `--check` fails on this. */
  readonly hasDrift: boolean;
  /** Whether any file cannot be written. */
  readonly isRefused: boolean;
}

/** All paths that a plan needs to inspect; `manifest` is the text of `choreo.gen.json`, if it exists. */
export function pathsToInspect(project: GeneratedProject, manifest: string | undefined): readonly string[] {
  const previous = manifest === undefined ? undefined : readManifest(manifest);
  const paths = [manifestPath, ...project.files.map(({ path }) => path), ...(previous?.files.keys() ?? [])];
  return [...new Set(paths)].sort();
}

export function planOutput(project: GeneratedProject, existing: Existing): OutputPlan {
  const manifestText = existing.get(manifestPath);
  const previous = typeof manifestText === 'string' ? readManifest(manifestText) : undefined;
  const files = project.files.map(file => planFile(file, existing.get(file.path), previous?.files.get(file.path)));
  const current = manifestOf(project);
  const carried = new Map<string, ManifestEntry>();
  const paths = new Set(project.files.map(({ path }) => path));
  for (const [path, entry] of previous?.files ?? []) {
    if (paths.has(path)) continue;
    const isOfOthers = project.isSelection && entry.service !== undefined && !project.services.includes(entry.service);
    const planned = isOfOthers ? undefined : planLeftOver(path, entry, existing.get(path));
    if (planned) files.push(planned);
    // Orphans stay in the manifest until they are deleted, so that they are reported every time.
    if (isOfOthers || planned?.action === 'orphan') carried.set(path, entry);
  }
  files.push(planManifest({ ...current, files: new Map([...current.files, ...carried]) }, manifestText, previous));
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const drift: ReadonlySet<PlannedFile['action']> = new Set(['create', 'update', 'remove', 'refuse']);
  return {
    files,
    hasDrift: files.some(({ action }) => drift.has(action)),
    isRefused: files.some(({ action }) => action === 'refuse'),
  };
}

function planFile(
  file: GeneratedFile,
  found: string | Obstacle | undefined,
  before: ManifestEntry | undefined,
): PlannedFile {
  const { path, contents, owner } = file;
  if (found === undefined) {
    const wasDeleted = owner === 'user' && before !== undefined && file.handlerOf === undefined;
    return wasDeleted
      ? { path, action: 'keep', note: 'it was deleted and is not written again' }
      : { path, action: 'create', contents };
  }
  if (typeof found !== 'string') return { path, action: 'refuse', note: found.obstacle };
  if (owner === 'user') return { path, action: 'keep' };
  if (normalized(found) === normalized(contents)) return { path, action: 'unchanged' };
  if (!hasHeader(found)) {
    return {
      path,
      action: 'refuse',
      note: 'Choreo did not write it and must not overwrite it. Move it away, or choose another folder',
    };
  }
  const wasEdited = before?.hash !== undefined && before.hash !== hashOf(found);
  return {
    path,
    action: 'update',
    contents,
    before: found,
    ...(wasEdited && { note: 'it was edited by hand, and the edits will be lost' }),
  };
}

/** A file that was written earlier and is no longer part of the project. */
function planLeftOver(
  path: string,
  { owner, handlerOf, hash }: ManifestEntry,
  found: string | Obstacle | undefined,
): PlannedFile | undefined {
  if (found === undefined) return undefined;
  if (owner === 'user') {
    const note = `its reaction ${handlerOf ?? ''} is no longer in the model. Move code that you need and delete the file`;
    return handlerOf === undefined ? undefined : { path, action: 'orphan', note };
  }
  if (typeof found === 'string' && hash === hashOf(found) && path.endsWith('.gen.ts'))
    return { path, action: 'remove', before: found };
  return { path, action: 'orphan', note: 'it is no longer generated, but was edited. Delete it' };
}

function planManifest(
  manifest: Manifest,
  found: string | Obstacle | undefined,
  previous: Manifest | undefined,
): PlannedFile {
  const path = manifestPath;
  const contents = formatManifest(manifest);
  if (found === undefined) return { path, action: 'create', contents };
  if (typeof found !== 'string') return { path, action: 'refuse', note: found.obstacle };
  if (!previous) {
    return {
      path,
      action: 'refuse',
      note: 'it is not a valid list of generated files. Delete it, then generate again',
    };
  }
  if (previous.choreography !== manifest.choreography) {
    const note = `this folder holds the services of ${previous.choreography}, not of ${manifest.choreography}. Choose another folder; if the choreography was renamed, delete this file`;
    return { path, action: 'refuse', note };
  }
  return normalized(found) === contents
    ? { path, action: 'unchanged' }
    : { path, action: 'update', contents, before: found };
}
