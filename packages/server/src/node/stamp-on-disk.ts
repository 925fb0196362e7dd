/** What tells whether a file on the disk was written since. */
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { URI } from 'langium';

/** Time and size. Undefined if there is no such file, or it is not on a disk. */
export async function stampOnDisk(uri: URI): Promise<string | undefined> {
  try {
    const { mtimeMs, size } = await stat(fileURLToPath(uri.toString()));
    return `${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}
