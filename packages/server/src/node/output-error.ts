/** Explains to the user why a folder could not be written. */

export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** The operating system's error in words. */
export function causeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission was denied',
    EPERM: 'permission was denied',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENAMETOOLONG: 'the path is too long',
    EBUSY: 'another program uses it',
    EMFILE: 'too many files are open',
    ELOOP: 'its symbolic links form a cycle',
    ENOTDIR: 'a part of the path is a file',
    EISDIR: 'it is a folder',
  };
  if (Object.hasOwn(words, code)) return words[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
