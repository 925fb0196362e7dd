/** Resolves the real path of a file in the output folder. No path may leave the folder, not even through symbolic links. */
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isSafePath, type Obstacle } from '@choreo/codegen';
import { causeOf, OutputError } from './output-error.ts';

/** The real path of the folder; if it does not exist yet, its future path. */
export async function outputRoot(outDir: string): Promise<string> {
  const wanted = resolve(outDir);
  try {
    if (!(await stat(wanted)).isDirectory()) {
      throw new OutputError(`Cannot generate into ${wanted}: it is a file. Choose a folder.`);
    }
    return await realpath(wanted);
  } catch (error) {
    if (error instanceof OutputError) throw error;
    if (!isMissing(error)) throw new OutputError(`Cannot generate into ${wanted}: ${causeOf(error)}.`);
  }
  // `stat` follows links, so it misses a broken link.
  if (await isLink(wanted)) {
    throw new OutputError(`Cannot generate into ${wanted}: it is a broken symbolic link. Choose another folder.`);
  }
  const parent = dirname(wanted);
  return parent === wanted
    ? wanted
    : join(await outputRoot(parent), wanted.slice(parent.length + (parent.endsWith(sep) ? 0 : 1)));
}

export type Found =
  | { readonly kind: 'absent' }
  /** `target` is the real path of the file. */
  | { readonly kind: 'file'; readonly target: string }
  | ({ readonly kind: 'obstacle' } & Obstacle);

/** Inspects a path in the folder, step by step from its root. */
export async function findInside(root: string, path: string): Promise<Found> {
  if (!isSafePath(path) || isAbsolute(path)) return obstacle('its path leaves the folder');
  const parts = path.split('/');
  let place = root;
  for (const [index, part] of parts.entries()) {
    place = join(place, part);
    const isLast = index === parts.length - 1;
    try {
      const entry = await lstat(place);
      if (entry.isSymbolicLink()) {
        const target = await realpath(place);
        if (!contains(root, target)) {
          return obstacle(
            `the symbolic link ${relative(root, place)} leaves the folder, to ${target}. Remove the link`,
          );
        }
        place = target;
      }
      const real = await lstat(place);
      if (isLast)
        return real.isFile()
          ? { kind: 'file', target: place }
          : obstacle(real.isDirectory() ? 'it is a folder. Move it away' : 'it is not a regular file. Move it away');
      if (!real.isDirectory())
        return obstacle(`${relative(root, place)} is a file, but must be a folder. Move it away`);
    } catch (error) {
      if (!isMissing(error)) return obstacle(causeOf(error));
      if (await isLink(place)) return obstacle(`the symbolic link ${relative(root, place)} is broken. Remove it`);
      return { kind: 'absent' };
    }
  }
  return { kind: 'absent' };
}

function contains(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function obstacle(text: string): Found {
  return { kind: 'obstacle', obstacle: text };
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}
