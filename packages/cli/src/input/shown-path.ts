/** Formats paths for output: relative to the working directory, with slashes on every system. */
import { isAbsolute, relative, sep } from 'node:path';
import type { Span } from '@choreo/model';
import { URI } from 'langium';

export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  // On another drive there is no relative path.
  return (isAbsolute(shown) ? path : shown || '.').split(sep).join('/');
}

export function shownUri(uri: string): string {
  return shownPath(URI.parse(uri).fsPath);
}

/** `file:line:column`, counted from one as editors and terminals do. */
export function shownPlace({ uri, range }: Span): string {
  return `${shownUri(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
}

/** The URI of a path, as the language spells it. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}
