/** Writes a file atomically, so that a reader never sees half of it. */
import { chmodSync, existsSync, lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageProblem } from '../failure.ts';
import { isChoreoFile } from '../input/find-files.ts';
import { reasonOf } from '../input/read-text.ts';

/** Writes a result. A choreography is never overwritten by one. */
export function writeWhole(file: string, text: string): void {
  if (isChoreoFile(file)) {
    throw new UsageProblem(`\`${file}\` has the extension of a choreography. Choose another name.`);
  }
  if (!existsSync(dirname(resolve(file)))) {
    throw new UsageProblem(`\`${file}\` cannot be written: its folder does not exist.`);
  }
  replaceFile(file, text);
}

/** A file that is there keeps its permissions. */
export function replaceFile(file: string, text: string): void {
  let draft: string | undefined;
  try {
    const target = throughLink(resolve(file));
    // A device such as /dev/null can be written to, but not replaced.
    const stats = statSync(target, { throwIfNoEntry: false });
    if (stats?.isFile() === false) {
      writeFileSync(target, text);
      return;
    }
    draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    writeFileSync(draft, text, { flag: 'wx' });
    if (stats) chmodSync(draft, stats.mode);
    renameSync(draft, target);
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
    throw new UsageProblem(`\`${file}\` cannot be written: ${reasonOf(error)}.`);
  }
}

/** A symbolic link stays, and its target is replaced. */
function throughLink(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return isLink ? realpathSync(path) : path;
}
