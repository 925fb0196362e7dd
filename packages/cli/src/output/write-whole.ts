/** Writes a file whole or not at all: a reader never sees half of it. */
import { lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageProblem } from '../failure.ts';
import { reasonOf } from '../input/read-text.ts';

export function writeWhole(file: string, text: string): void {
  const target = throughLink(resolve(file));
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    // A device such as /dev/null can be written to, but not replaced.
    if (statSync(target, { throwIfNoEntry: false })?.isFile() === false) {
      writeFileSync(target, text);
      return;
    }
    writeFileSync(draft, text, { flag: 'wx' });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new UsageProblem(`\`${file}\` cannot be written: ${reasonOf(error)}.`);
  }
}

/** A link stays a link: what it leads to is replaced. */
function throughLink(path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink) return path;
  try {
    return realpathSync(path);
  } catch (error) {
    throw new UsageProblem(`\`${path}\` cannot be written: ${reasonOf(error)}.`);
  }
}
