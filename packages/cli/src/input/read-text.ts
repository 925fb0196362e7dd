/** Reads a file that a user named as text, or says in words why it is none. */
import { isUtf8 } from 'node:buffer';
import type { Buffer } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** Of one file. Ten times as many reactions as a large system has; beyond, the memory of a common machine ends. */
export const maxFileBytes = 4_000_000;

export type ReadText =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'problem'; readonly message: string };

/** `shown` is how the message calls the file. A byte order mark is left out, as editors do. */
export function readText(path: string, shown: string): ReadText {
  try {
    const { size } = statSync(path);
    if (size > maxFileBytes) return problem(tooLarge(shown, size));
    const bytes = readFileSync(path);
    // It may have grown in between, and the size of what is no plain file says nothing.
    if (bytes.length > maxFileBytes) return problem(tooLarge(shown, bytes.length));
    const reason = whyNoText(bytes);
    if (reason) return problem(`\`${shown}\` ${reason}`);
    return { kind: 'text', text: new TextDecoder().decode(bytes), bytes: bytes.length };
  } catch (error) {
    return problem(`\`${shown}\` cannot be read: ${reasonOf(error)}.`);
  }
}

function tooLarge(shown: string, bytes: number): string {
  return `\`${shown}\` is too large: ${megabytes(bytes)}, where a file can have ${megabytes(maxFileBytes)}. Spread the choreography over several files.`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function whyNoText(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is UTF-16 text. Save it as UTF-8.';
  }
  if (bytes.includes(0)) return 'is no text: it contains zero bytes. Name a .choreo file.';
  if (isUtf8(bytes)) return undefined;
  return `is not UTF-8: line ${lineOfBadByte(bytes)} has bytes that are no characters. Save it as UTF-8.`;
}

/** No character of more than one byte contains a line break, so that lines can be judged one by one. */
function lineOfBadByte(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (!isUtf8(bytes.subarray(start, end < 0 ? bytes.length : end))) return line;
    if (end < 0) break;
    start = end + 1;
  }
  return line;
}

function problem(message: string): ReadText {
  return { kind: 'problem', message };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ELOOP: 'its symbolic links lead in a cycle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENOSPC: 'no space is left',
  EROFS: 'the file system is read-only',
};

/** Why the operating system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code || (error instanceof Error ? error.message : String(error)));
}
