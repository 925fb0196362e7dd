/** What to do with each file of a project, given what is in the folder: nothing is read or written here. */
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

/** What is in the folder, by path; absent: nothing. An obstacle is what cannot be read or must not be written to. */
export type Existing = ReadonlyMap<string, string | Obstacle>;

export interface Obstacle {
  /** In words, without the path: "it is a folder". */
  readonly obstacle: string;
}

export type PlannedFile = {
  readonly path: string;
  /** Why, in a sentence, where that is not plain. */
  readonly note?: string;
} & (
  | { readonly action: 'create'; readonly contents: string }
  /** `before` is what is to be replaced, as it was found. */
  | { readonly action: 'update'; readonly contents: string; readonly before: string }
  /** A generated file that is no more generated, as we wrote it. */
  | { readonly action: 'remove'; readonly before: string }
  | { readonly action: 'unchanged' }
  /** The user's: never touched again. */
  | { readonly action: 'keep' }
  /** The handler of a reaction that is gone, or a generated file that is gone from the model but was edited: the user's to delete. */
  | { readonly action: 'orphan' }
  /** Something stands in the way: nothing of the plan may be written. */
  | { readonly action: 'refuse' }
);

export interface OutputPlan {
  /** Sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Whether the folder is not what the model says: what `--check` fails on. */
  readonly hasDrift: boolean;
  /** Whether something stands in the way. */
  readonly isRefused: boolean;
}

/** All paths that a plan has to know about; `manifest` is the text of `choreo.gen.json`, if there is one. */
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
    // Left-overs stay on the list until they are gone, so that they are reported every time.
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
      ? { path, action: 'keep', note: 'it was deleted, and stays so' }
      : { path, action: 'create', contents };
  }
  if (typeof found !== 'string') return { path, action: 'refuse', note: found.obstacle };
  if (owner === 'user') return { path, action: 'keep' };
  if (normalized(found) === normalized(contents)) return { path, action: 'unchanged' };
  if (!hasHeader(found)) {
    return {
      path,
      action: 'refuse',
      note: 'Choreo did not write it, and would have to overwrite it. Move it away, or choose another folder',
    };
  }
  const wasEdited = before?.hash !== undefined && before.hash !== hashOf(found);
  return {
    path,
    action: 'update',
    contents,
    before: found,
    ...(wasEdited && { note: 'it was edited by hand; the edits are lost' }),
  };
}

/** A file that was written once and is not part of the project any more. */
function planLeftOver(
  path: string,
  { owner, handlerOf, hash }: ManifestEntry,
  found: string | Obstacle | undefined,
): PlannedFile | undefined {
  if (found === undefined) return undefined;
  if (owner === 'user') {
    const note = `its reaction ${handlerOf ?? ''} is not in the model any more. Take over what you need and delete it`;
    return handlerOf === undefined ? undefined : { path, action: 'orphan', note };
  }
  if (typeof found === 'string' && hash === hashOf(found) && path.endsWith('.gen.ts'))
    return { path, action: 'remove', before: found };
  return { path, action: 'orphan', note: 'it is not generated any more, but was edited. Delete it' };
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
      note: 'it cannot be read as the list of generated files. Delete it, then generate again',
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
