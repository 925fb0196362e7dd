/** Reads a file as text, or says why it cannot be read as text. */
import { isUtf8 } from 'node:buffer';
import type { Buffer } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';

/** The limit for one file: ten times the reactions of a large system. More would exceed the memory of a common machine. */
export const maxFileBytes = 4_000_000;

export type ReadText =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'problem'; readonly message: string };

/** `shown` is the name of the file in messages. A byte order mark is dropped, as in editors. */
export function readText(path: string, shown: string): ReadText {
  try {
    const { size } = statSync(path);
    if (size > maxFileBytes) return problem(tooLarge(shown, size));
    const bytes = readFileSync(path);
    // The file may have grown since, and the size of a special file means nothing.
    return decodeText(bytes, shown);
  } catch (error) {
    return problem(`\`${shown}\` cannot be read: ${reasonOf(error)}.`);
  }
}

/** The same for bytes that have been read. */
export function decodeText(bytes: Buffer, shown: string): ReadText {
  if (bytes.length > maxFileBytes) return problem(tooLarge(shown, bytes.length));
  const reason = whyNoText(bytes);
  if (reason) return problem(`\`${shown}\` ${reason}`);
  return { kind: 'text', text: new TextDecoder().decode(bytes), bytes: bytes.length };
}

function tooLarge(shown: string, bytes: number): string {
  return `\`${shown}\` is too large: ${megabytes(bytes)}, but the limit is ${megabytes(maxFileBytes)}. Split the choreography into several files.`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function whyNoText(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'is UTF-16 text. Save it as UTF-8.';
  }
  if (bytes.includes(0)) return 'is not a text file: it contains zero bytes. Pass a .choreo file.';
  if (isUtf8(bytes)) return undefined;
  return `is not UTF-8: line ${lineOfBadByte(bytes)} has invalid bytes. Save it as UTF-8.`;
}

/** The bytes of a multi-byte character never contain a line break, so each line can be decoded on its own. */
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
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'its symbolic links form a cycle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENOSPC: 'no space is left',
  EROFS: 'the file system is read-only',
};

/** The operating system's error in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code || (error instanceof Error ? error.message : String(error)));
}
