/** Reads an output folder and carries out a plan in it. All files are checked before the first one is written. */
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  manifestPath,
  pathsToInspect,
  type Existing,
  type GeneratedProject,
  type Obstacle,
  type OutputPlan,
  type PlannedFile,
} from '@choreo/codegen';
import { causeOf, OutputError } from './output-error.ts';
import { findInside, outputRoot } from './output-paths.ts';

export { OutputError } from './output-error.ts';

/** Reads the files of a project from the folder, as input for `planOutput`. The folder need not exist. */
export async function inspectOutput(outDir: string, project: GeneratedProject): Promise<Existing> {
  const root = await outputRoot(outDir);
  const manifest = await read(root, manifestPath);
  const existing = new Map<string, string | Obstacle>();
  for (const path of pathsToInspect(project, typeof manifest === 'string' ? manifest : undefined)) {
    const found = await read(root, path);
    if (found !== undefined) existing.set(path, found);
  }
  return existing;
}

/**
 * Writes and removes files as planned, and returns the absolute paths of the written files. Rejects with an `OutputError`,
 * without any changes, if a file cannot be written or has changed since the folder was inspected.
 */
export async function applyPlan(outDir: string, plan: OutputPlan): Promise<readonly string[]> {
  const refused = plan.files.filter(({ action }) => action === 'refuse');
  if (refused.length > 0) throw new OutputError(refusal(outDir, refused));
  const changes = plan.files.filter(isChange);
  if (changes.length === 0) return [];
  const root = await outputRoot(outDir);
  const targets: { readonly change: Change; readonly target: string }[] = [];
  for (const change of changes) targets.push({ change, target: await checkUnchanged(root, change) });

  const madeFolders: string[] = [];
  const temporary: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { change, target } of targets) {
      if (change.action === 'remove') continue;
      const made = await mkdir(dirname(target), { recursive: true });
      if (made !== undefined) madeFolders.push(made);
      const from = join(dirname(target), `.choreo-${process.pid}-${temporary.length}.tmp`);
      temporary.push({ from, to: target });
      await writeFile(from, change.contents, { encoding: 'utf8', flag: 'wx' });
    }
  } catch (error) {
    const last = temporary.at(-1);
    await cleanUp(temporary, madeFolders);
    throw new OutputError(`Cannot write ${last?.to ?? root}: ${causeOf(error)}. Nothing was changed.`);
  }
  // From here on, every step is one atomic operation on a file.
  const written: string[] = [];
  for (const { from, to } of temporary) {
    try {
      await rename(from, to);
      written.push(to);
    } catch (error) {
      await cleanUp(temporary, []);
      const done =
        written.length === 0
          ? 'Nothing was changed.'
          : `${written.length} of ${temporary.length} files are written. Generate again after you have fixed this.`;
      throw new OutputError(`Cannot write ${to}: ${causeOf(error)}. ${done}`);
    }
  }
  for (const { change, target } of targets) if (change.action === 'remove') await remove(root, target);
  return written;
}

type Change = Extract<PlannedFile, { readonly action: 'create' | 'update' | 'remove' }>;

function isChange(file: PlannedFile): file is Change {
  return file.action === 'create' || file.action === 'update' || file.action === 'remove';
}

function refusal(outDir: string, refused: readonly PlannedFile[]): string {
  const lines = refused.map(({ path, note }) => `  ${path}: ${note ?? 'it cannot be written'}.`);
  return `Nothing was written to ${outDir}:\n${lines.join('\n')}`;
}

/** The file to write, if it has not changed since the plan was made. */
async function checkUnchanged(root: string, change: Change): Promise<string> {
  const found = await findInside(root, change.path);
  const where = join(root, change.path);
  if (found.kind === 'obstacle')
    throw new OutputError(`Cannot write ${where}: ${found.obstacle}. Nothing was changed.`);
  if (change.action === 'create') {
    if (found.kind === 'absent') return where;
    throw new OutputError(
      `Cannot create ${where}: it was created in the meantime. Nothing was changed. Generate again.`,
    );
  }
  const contents = found.kind === 'file' ? await read(root, change.path) : undefined;
  if (found.kind === 'file' && contents === change.before) return found.target;
  throw new OutputError(
    `Cannot ${change.action} ${where}: it has changed in the meantime. Nothing was changed. Generate again.`,
  );
}

async function read(root: string, path: string): Promise<string | Obstacle | undefined> {
  const found = await findInside(root, path);
  if (found.kind === 'absent') return undefined;
  if (found.kind === 'obstacle') return { obstacle: found.obstacle };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(found.target));
  } catch (error) {
    return { obstacle: error instanceof TypeError ? 'it is not a UTF-8 text file. Move it away' : causeOf(error) };
  }
}

async function cleanUp(temporary: readonly { readonly from: string }[], folders: readonly string[]): Promise<void> {
  for (const { from } of temporary) await rm(from, { force: true }).catch(() => undefined);
  for (const folder of [...folders].reverse()) await removeEmptyFolders(folder);
}

/** Removes a folder tree without files. */
async function removeEmptyFolders(folder: string): Promise<void> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await removeEmptyFolders(join(folder, entry.name));
    }
    await rmdir(folder);
  } catch {
    // The folder is not empty, or is gone. Leave it alone in both cases.
  }
}

async function remove(root: string, target: string): Promise<void> {
  try {
    await rm(target);
  } catch (error) {
    throw new OutputError(
      `Cannot remove ${target}: ${causeOf(error)}. Everything else is done. Delete this file yourself.`,
    );
  }
  const folder = dirname(target);
  if (folder !== root) await rmdir(folder).catch(() => undefined);
}
