/**
 * Makes sure that what package-lock.json lists is installed. It runs before anything is installed, under the user's own Node,
 * so it imports only Node itself.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { root } from './root.mjs';

/** The Node that the workspace pins, independent of the path. */
export const pinnedNode = ['node.exe', 'node'].map(file => join(root, 'node_modules', 'node', 'bin', file));

/** Calls `npm ci` if something is missing or has another version. */
export async function ensureInstalled() {
  if (await isInstalled()) return;
  console.log('Installing dependencies (npm ci) …');
  const shell = process.platform === 'win32';
  // Node 20 may start this script, while most packages ask for a newer one. They will run with the pinned Node, so these warnings are hidden.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell });
  if (status !== 0) {
    console.error('npm ci failed; see above. Nothing else was tried.');
    process.exit(status ?? 1);
  }
}

/** Runs another script of this folder under the pinned Node, with the workspace's tools first on the path, and exits with its code. */
export function continueIn(script, args) {
  const node = pinnedNode.find(file => existsSync(file));
  if (!node) {
    console.error(
      'The package `node` has no program in it: its install script was not run. Run `npm ci` with scripts allowed.',
    );
    process.exit(1);
  }
  const { status } = spawnSync(node, [join(root, 'scripts', script), ...args], { cwd: root, stdio: 'inherit' });
  process.exit(status ?? 1);
}

/** Compares what npm noted when it installed with the lockfile; dependencies for other platforms may be absent. */
async function isInstalled() {
  if (!pinnedNode.some(file => existsSync(file))) return false;
  const [wanted, present] = await Promise.all([
    packagesOf(join(root, 'package-lock.json')),
    packagesOf(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link || !path.includes('node_modules/')) return true;
    return present[path]
      ? present[path].version === entry.version
      : Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

async function packagesOf(lockfile) {
  try {
    return JSON.parse(await readFile(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
